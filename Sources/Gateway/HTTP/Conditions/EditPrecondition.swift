import HTTPTypes
import Hummingbird

/// Which version of an entity a client wants to edit: what its `If-Match` says.
enum EditPrecondition: Equatable, Sendable {
    /// Whatever there is: `If-Match: *`.
    case any
    /// The version whose tag the client sends.
    case version(Int64)

    /// - Throws: 428 where the header is missing, 400 where it can't be read, 412 where none of its tags can match.
    ///   Tags are compared strongly, so a weak one never matches (RFC 9110, section 13.1.1).
    init(_ request: Request) throws(Problem) {
        guard let header = request.headers[.ifMatch] else { throw .preconditionRequired }
        switch EntityTagCondition(header) {
        case nil: throw .badIfMatch
        case .any: self = .any
        case .tags(let tags):
            guard let version = tags.filter({ !$0.isWeak }).compactMap(\.version).max(), version > 0 else {
                throw .preconditionFailed
            }
            self = .version(version)
        }
    }

    /// What services call `expected_version`: 0 stands for any.
    var expectedVersion: Int64 {
        switch self {
        case .any: 0
        case .version(let version): version
        }
    }
}
