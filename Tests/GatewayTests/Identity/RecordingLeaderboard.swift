import FoundationEssentials
import Messages
import NIOCore
import RPC
import ServiceKit
import Stubs
import Synchronization

/// A leaderboard service that ranks everybody seventh, records who was provisioned, and can be made to fail.
final class RecordingLeaderboard: LeaderboardServiceHandler {
    private struct State {
        var identities: [Identity] = []
        var rankCalls: [Metadata] = []
        var failure: Status?
        var usersFailure: Status?
        var areEntriesMissing = false
        /// What the next look-up of users waits for.
        var usersGate: Gate?
    }

    /// Who is first on the board.
    private static let leader = UUID()

    /// Whether pages say that they stand in for the board.
    let isStale = Atomic<Bool>(false)
    private let verifier: IdentityVerifier
    private let state = Mutex(State())

    init(key: SecretBytes) {
        verifier = IdentityVerifier(keys: [key])
    }

    var identities: [Identity] { state.withLock { $0.identities } }

    /// The metadata of the calls for ranks.
    var rankCalls: [Metadata] { state.withLock { $0.rankCalls } }

    func fail(with status: Status?) {
        state.withLock { $0.failure = status }
    }

    /// What look-ups of users fail with.
    func failUsers(with status: Status) {
        state.withLock { $0.usersFailure = status }
    }

    /// Tells ranks, but not who stands around, as while the profiles can't be read.
    func hideEntries() {
        state.withLock { $0.areEntriesMissing = true }
    }

    /// Holds the next look-up of users back, which then finds nobody, as one from before they were made known.
    func holdUsers(at gate: Gate) {
        state.withLock { $0.usersGate = gate }
    }

    func provisionUser(
        _ request: LeaderboardV1.ProvisionUserRequest, context: CallContext
    ) async throws -> LeaderboardV1.ProvisionUserResponse {
        let identity = try verifier.identity(of: context)
        try state.withLock { state in
            state.identities.append(identity)
            if let failure = state.failure { throw failure }
        }
        return .make { _ in }
    }

    /// A user for every id, named after it.
    func batchGetUsers(
        _ request: LeaderboardV1.BatchGetUsersRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetUsersResponse {
        guard context.metadata.isEmpty else { throw Status(code: .internalError, message: "a shared call") }
        if let failure = state.withLock({ $0.usersFailure }) { throw failure }
        let gate = state.withLock { state in
            defer { state.usersGate = nil }
            return state.usersGate
        }
        if let gate {
            await gate.pass()
            return .make { _ in }
        }
        return .make { response in
            for id in request.ids {
                response.addUsers { user in
                    user.id = id
                    user.username = id.uuidString
                }
            }
        }
    }

    /// A page of a board without end.
    func listEntries(
        _ request: LeaderboardV1.ListEntriesRequest, context: CallContext
    ) async throws -> LeaderboardV1.ListEntriesResponse {
        if let failure = state.withLock({ $0.failure }) { throw failure }
        return .make { response in
            response.addEntries { entry in
                entry.rank = 1
                entry.userID = Self.leader
            }
            response.stale = isStale.load(ordering: .relaxed)
            response.nextCursor = ByteBuffer(string: "position")
        }
    }

    func batchGetRanks(
        _ request: LeaderboardV1.BatchGetRanksRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetRanksResponse {
        try state.withLock { state in
            state.rankCalls.append(context.metadata)
            if let failure = state.failure { throw failure }
        }
        return .make { response in
            for id in request.userIDs {
                response.addRanks { rank in
                    rank.userID = id
                    rank.rank = 7
                }
            }
        }
    }

    /// Everybody stands right behind the leader.
    func batchGetStandings(
        _ request: LeaderboardV1.BatchGetStandingsRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetStandingsResponse {
        guard context.metadata.isEmpty else { throw Status(code: .internalError, message: "a shared call") }
        let (failure, areEntriesMissing) = state.withLock { ($0.failure, $0.areEntriesMissing) }
        if let failure { throw failure }
        return .make { response in
            response.addEntries { entry in
                entry.rank = 6
                entry.userID = Self.leader
            }
            for (index, query) in request.queries.enumerated() {
                response.addStandings { standing in
                    standing.setRank { rank in
                        rank.userID = query.userID
                        rank.rank = 7
                    }
                    standing.entryCount = Int32(index + 2)
                }
                response.addEntries { entry in
                    entry.rank = 7
                    entry.userID = query.userID
                }
            }
            response.entriesMissing = areEntriesMissing
        }
    }
}
