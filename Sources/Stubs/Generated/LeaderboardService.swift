// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

public import Messages
public import NIOCore
public import RPC

/// The methods of `lyceum.leaderboard.v1.LeaderboardService`.
public enum LeaderboardServiceMethods {
    /// `BatchGetUsers`
    public static let batchGetUsers = MethodDescriptor(
        service: "lyceum.leaderboard.v1.LeaderboardService", name: "BatchGetUsers",
        idempotency: .noSideEffects)
    /// `ProvisionUser`
    public static let provisionUser = MethodDescriptor(
        service: "lyceum.leaderboard.v1.LeaderboardService", name: "ProvisionUser",
        idempotency: .idempotent)
    /// `ListEntries`
    public static let listEntries = MethodDescriptor(
        service: "lyceum.leaderboard.v1.LeaderboardService", name: "ListEntries",
        idempotency: .noSideEffects)
    /// `BatchGetRanks`
    public static let batchGetRanks = MethodDescriptor(
        service: "lyceum.leaderboard.v1.LeaderboardService", name: "BatchGetRanks",
        idempotency: .noSideEffects)
    /// `BatchGetStandings`
    public static let batchGetStandings = MethodDescriptor(
        service: "lyceum.leaderboard.v1.LeaderboardService", name: "BatchGetStandings",
        idempotency: .noSideEffects)

    /// All of them, in the order of the .proto.
    public static let all = [batchGetUsers, provisionUser, listEntries, batchGetRanks, batchGetStandings]
}

/// Users, their experience points (XP), and the boards that rank them.
public protocol LeaderboardServiceHandler: RPCService {
    /// Public profiles by id. Unknown and deleted users are absent.
    func batchGetUsers(
        _ request: LeaderboardV1.BatchGetUsersRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetUsersResponse

    /// Makes the caller a user, or records the caller's role; repeated it changes nothing more. Its id and role are those
    /// of the signed identity that the call must carry. PERMISSION_DENIED for a user that was deleted.
    func provisionUser(
        _ request: LeaderboardV1.ProvisionUserRequest, context: CallContext
    ) async throws -> LeaderboardV1.ProvisionUserResponse

    /// One page of a board.
    func listEntries(
        _ request: LeaderboardV1.ListEntriesRequest, context: CallContext
    ) async throws -> LeaderboardV1.ListEntriesResponse

    /// The ranks of several users on one board, in the order asked.
    func batchGetRanks(
        _ request: LeaderboardV1.BatchGetRanksRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetRanksResponse

    /// The ranks of several users on one board and who stands around them, in the order asked and all of one moment.
    func batchGetStandings(
        _ request: LeaderboardV1.BatchGetStandingsRequest, context: CallContext
    ) async throws -> LeaderboardV1.BatchGetStandingsResponse

}

extension LeaderboardServiceHandler {
    /// `lyceum.leaderboard.v1.LeaderboardService`
    public static var serviceName: String { "lyceum.leaderboard.v1.LeaderboardService" }
    /// The methods, in the order of the .proto.
    public static var methods: [MethodDescriptor] { LeaderboardServiceMethods.all }

    /// Decodes the request and calls the method at this position of ``methods``.
    public func handle(
        method index: Int, payload: ByteBuffer, context: CallContext
    ) async throws -> any Message {
        switch index {
        case 0:
            return try await batchGetUsers(decodeRequest(payload), context: context)
        case 1:
            return try await provisionUser(decodeRequest(payload), context: context)
        case 2:
            return try await listEntries(decodeRequest(payload), context: context)
        case 3:
            return try await batchGetRanks(decodeRequest(payload), context: context)
        case 4:
            return try await batchGetStandings(decodeRequest(payload), context: context)
        default: throw Status(code: .unimplemented, message: "no such method")
        }
    }
}

/// Users, their experience points (XP), and the boards that rank them.
public struct LeaderboardServiceClient: Sendable {
    private let channel: any RPCChannel

    /// A client that calls through a channel.
    public init(channel: any RPCChannel) {
        self.channel = channel
    }

    /// Public profiles by id. Unknown and deleted users are absent.
    public func batchGetUsers(
        _ request: LeaderboardV1.BatchGetUsersRequest, options: CallOptions
    ) async throws(Status) -> LeaderboardV1.BatchGetUsersResponse {
        try await channel.unary(LeaderboardServiceMethods.batchGetUsers, request, options)
    }

    /// Makes the caller a user, or records the caller's role; repeated it changes nothing more. Its id and role are those
    /// of the signed identity that the call must carry. PERMISSION_DENIED for a user that was deleted.
    public func provisionUser(
        _ request: LeaderboardV1.ProvisionUserRequest, options: CallOptions
    ) async throws(Status) -> LeaderboardV1.ProvisionUserResponse {
        try await channel.unary(LeaderboardServiceMethods.provisionUser, request, options)
    }

    /// One page of a board.
    public func listEntries(
        _ request: LeaderboardV1.ListEntriesRequest, options: CallOptions
    ) async throws(Status) -> LeaderboardV1.ListEntriesResponse {
        try await channel.unary(LeaderboardServiceMethods.listEntries, request, options)
    }

    /// The ranks of several users on one board, in the order asked.
    public func batchGetRanks(
        _ request: LeaderboardV1.BatchGetRanksRequest, options: CallOptions
    ) async throws(Status) -> LeaderboardV1.BatchGetRanksResponse {
        try await channel.unary(LeaderboardServiceMethods.batchGetRanks, request, options)
    }

    /// The ranks of several users on one board and who stands around them, in the order asked and all of one moment.
    public func batchGetStandings(
        _ request: LeaderboardV1.BatchGetStandingsRequest, options: CallOptions
    ) async throws(Status) -> LeaderboardV1.BatchGetStandingsResponse {
        try await channel.unary(LeaderboardServiceMethods.batchGetStandings, request, options)
    }
}
