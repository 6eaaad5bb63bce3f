internal import ServiceKit

/// Why a measurement could not be made, or may not count, in words for its operator.
enum BenchFailure: Error, Equatable, CustomStringConvertible {
    case tooManyConnections(wanted: Int, allowed: Int)
    case unreachable(address: HostPort, reason: String)
    case badAnswer(path: String, reason: String)
    case nothingToAskFor(String)
    case errors(Int)

    var description: String {
        switch self {
        case .tooManyConnections(let wanted, let allowed):
            "\(wanted) connections need more open files than the limit of \(allowed) allows: raise it (ulimit -n)"
        case .unreachable(let address, let reason): "no connection to \(address): \(reason)"
        case .badAnswer(let path, let reason): "GET \(path): \(reason)"
        case .nothingToAskFor(let what): "the installation has no \(what) to ask for"
        case .errors(let count): "\(count) requests or connections failed"
        }
    }
}
