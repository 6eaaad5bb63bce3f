import FoundationEssentials
import Messages
import NIOCore
import Postgres
import RPC
import ServiceKit

/// A caller's name for one write, so that a repeated write makes nothing twice
/// (draft-ietf-httpapi-idempotency-key-header).
struct IdempotencyKey {
    /// The longest one, in characters.
    static let limit = 255

    private let user: UUID
    private let key: String
    private let request: ByteBuffer

    /// Nil when the caller gave none.
    init?(_ key: String, of author: Identity, _ request: some Message) {
        guard !key.isEmpty else { return nil }
        user = author.userID
        self.key = key
        var bytes = ByteBuffer()
        request.encode(into: &bytes)
        self.request = bytes
    }

    /// Claims the key for what the transaction is going to make.
    ///
    /// - Returns: what the key has made before; nil when it is new.
    /// - Throws: ALREADY_EXISTS when it has been used for another request, or `PostgresError`.
    func claim(for entity: UUID, in transaction: PostgresTransaction) async throws -> UUID? {
        var parameters = parameters
        parameters.append(entity)
        let claimed = try await transaction.execute(CourseStatements.claimIdempotencyKey, parameters).affectedRows == 1
        if claimed {
            _ = try await transaction.execute(CourseStatements.purgeIdempotencyKeys)
            return nil
        }
        let row = try await transaction.execute(CourseStatements.getIdempotencyKey, self.parameters).rows.first
        guard let row, try row.bool(1) else {
            throw Status(code: .alreadyExists, message: "the idempotency key has been used for another request")
        }
        return try row.uuid(0)
    }

    private var parameters: PostgresParameters {
        var parameters = PostgresParameters()
        parameters.append(user)
        parameters.append(key)
        parameters.appendBytes(request.readableBytesSpan)
        return parameters
    }
}
