/// Why a connection takes no more calls.
enum ConnectionEnd: Sendable, Equatable {
    /// It was lost, or the server said farewell.
    case lost(reason: String)
    /// It has served its time, which says nothing against the endpoint.
    case used(reason: String)

    var reason: String {
        switch self {
        case .lost(let reason), .used(let reason): reason
        }
    }

    var isPlanned: Bool {
        if case .used = self { true } else { false }
    }
}
