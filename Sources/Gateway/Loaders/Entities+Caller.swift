import Messages
import NIOCore

extension Entities {
    /// The user that a caller is; nil where the service that owns users has none such. Shares no look-up that began
    /// before the caller was made known: it may not have him.
    func user(of caller: Caller, deadline: NIODeadline) async throws -> LeaderboardV1.User? {
        try await users.load(caller.identity.userID, deadline: deadline, notBefore: caller.knownSince).entity
    }
}
