import FoundationEssentials
import Postgres
import RPC
import ServiceKit

/// A course whose row the transaction has locked, and which the author may change.
struct LockedCourse {
    private let version: Int64

    /// - Parameter statement: one of the locking statements.
    /// - Throws: NOT_FOUND, also for another's course that is not published; PERMISSION_DENIED or `PostgresError`.
    init(
        _ id: UUID, _ statement: PostgresStatement, by author: Identity, in transaction: PostgresTransaction
    ) async throws {
        var parameters = PostgresParameters()
        parameters.append(id)
        let unknown = Status(code: .notFound, message: "there is no such course")
        guard let row = try await transaction.execute(statement, parameters).rows.first else { throw unknown }
        let owner = try row.isNull(1) ? nil : row.uuid(1)
        let isPublished = try row.text(2) == "published"
        // Others than its authors don't learn that there is a course which they can't see.
        guard isPublished || author.mayAct(for: owner) else { throw unknown }
        try author.requireOwner(owner, of: "course")
        version = try row.int64(0)
    }

    /// Refuses a change of another version than the caller has seen; 0 is any.
    func verify(expectedVersion: Int64) throws(Status) {
        try Self.verify(version, expected: expectedVersion)
    }

    static func verify(_ version: Int64, expected: Int64) throws(Status) {
        guard expected == 0 || expected == version else {
            throw Status(code: .aborted, message: "the version is \(version), not \(expected)")
        }
    }
}
