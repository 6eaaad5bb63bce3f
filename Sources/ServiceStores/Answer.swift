import Loader
import Postgres
public import RPC

/// Runs what answers a call from a database, and turns what it throws into what the caller may see. The texts of the
/// database's errors stay here: they can quote values.
///
/// - Throws: `body`'s own ``Status``; else UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED or CANCELLED where that is
///   what happened, and INTERNAL for the rest.
public func answer<Reply>(_ body: () async throws -> Reply) async throws(Status) -> Reply {
    do {
        return try await body()
    } catch let status as Status {
        throw status
    } catch let error as PostgresError {
        throw Status(error)
    } catch LoaderError.deadlineExceeded {
        throw Status(code: .deadlineExceeded, message: "the deadline passed")
    } catch LoaderError.overloaded {
        throw Status(code: .resourceExhausted, message: "too many look-ups are waiting")
    } catch is CancellationError {
        throw Status(code: .cancelled, message: "the caller gave up")
    } catch {
        throw Status(code: .internalError, message: "the service failed")
    }
}

extension Status {
    /// What a caller is told of a failure of the database.
    fileprivate init(_ error: PostgresError) {
        switch error.code {
        case .unavailable: self.init(code: .unavailable, message: "the database is away")
        case .deadlineExceeded: self.init(code: .deadlineExceeded, message: "the database did not answer in time")
        case .cancelled: self.init(code: .cancelled, message: "the caller gave up")
        case .queueFull: self.init(code: .resourceExhausted, message: "too many statements are waiting")
        default: self.init(code: .internalError, message: "the database refused a statement")
        }
    }
}
