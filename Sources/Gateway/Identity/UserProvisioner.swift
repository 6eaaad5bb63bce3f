import Loader
import LogLimits
import Logging
import Messages
import NIOCore
import RPC
import ServiceKit
import Stubs
import Synchronization

/// Makes the leaderboard service know the users of tokens: each user and role once in a while, so that one who was deleted is
/// refused before long.
///
/// While the service is away users go on without: nothing that the gateway does itself depends on it, and their next
/// request tries again. So does a single user whom it does not take, without the others noticing.
final class UserProvisioner: Sendable {
    /// How many users are remembered.
    static let memory = 100_000

    private struct State {
        /// Until when users count as known, or are left alone because they could not be made known.
        var settled = BoundedMemo<Identity, NIODeadline>(limit: UserProvisioner.memory)
        var pausedUntil = NIODeadline.uptimeNanoseconds(0)
        /// When many can't be made known, a few stand for them.
        var allowance = LogAllowance(10, per: .seconds(10))
    }

    private let loader: Loader<TokenUser, Bool>
    private let limit: TimeAmount
    private let lifetime: TimeAmount
    private let pause: TimeAmount
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limit: the most time that a request waits for it.
    ///   - lifetime: for how long a user counts as known.
    ///   - pause: how long the service is left alone after it failed, and a user whom it could not make.
    init(
        service: LeaderboardServiceClient, signer: IdentitySigner, limit: TimeAmount = .seconds(1),
        lifetime: TimeAmount = .minutes(5), pause: TimeAmount = .seconds(1), logger: Logger
    ) throws(LoaderConfigurationError) {
        self.limit = limit
        self.lifetime = lifetime
        self.pause = pause
        self.logger = logger
        // Batches of one: an identity belongs to one user. What the loader does is to join a page's many requests.
        let configuration = try LoaderConfiguration(name: "provision", maximumBatchSize: 1, slots: 16)
        loader = Loader(configuration: configuration, observer: LoaderMetrics(loader: "provision")) { users, context in
            guard let user = users.first else { return [] }
            let options = signer.options(deadline: context.deadline, for: user.identity)
            let request = LeaderboardV1.ProvisionUserRequest.make { draft in
                draft.username = user.username ?? ""
                draft.email = user.email ?? ""
            }
            _ = try await service.provisionUser(request, options: options)
            return [.success(true)]
        }
    }

    /// Returns when the user is known, or the service can't be asked.
    ///
    /// - Throws: 403 for a user that was deleted.
    func provision(_ user: TokenUser, deadline: NIODeadline) async throws(Problem) {
        let now = NIODeadline.now()
        let isDone = state.withLock { state in
            state.settled[user.identity].map { now < $0 } ?? false || now < state.pausedUntil
        }
        guard !isDone else { return }
        try await makeKnown(user, at: now, deadline: deadline)
    }

    /// When a user was made known, by a call that had ended then; nil where that was not, or is forgotten.
    func knownSince(_ user: TokenUser) -> NIODeadline? {
        let end = state.withLock { $0.settled[user.identity] }
        return end.map { $0 - lifetime }
    }

    /// Apart, as it needs memory that a request whose user is known need not reserve.
    private func makeKnown(
        _ user: TokenUser, at now: NIODeadline, deadline: NIODeadline
    ) async throws(Problem) {
        let latest = now + limit
        do {
            _ = try await loader.load(user, deadline: min(deadline, latest))
            // From now: ``knownSince(_:)`` counts on the end of the call.
            let end = NIODeadline.now() + lifetime
            state.withLock { $0.settled.insert(end, for: user.identity) }
        } catch let status as Status where status.code == .permissionDenied {
            throw Problem(status, backend: UserRoutes.backend)
        } catch is CancellationError {
            // The client has gone: that says nothing about the service.
        } catch {
            // Nor does it that the client was in a hurry.
            guard deadline >= latest || deadline > .now() else { return }
            // From now: it may have taken as long as the pause to fail.
            let end = NIODeadline.now() + pause
            let suppressed = state.withLock { state in
                if Self.isOfService(error) {
                    state.pausedUntil = end
                } else {
                    state.settled.insert(end, for: user.identity)
                }
                return state.allowance.take(at: .now())
            }
            guard let suppressed else { return }
            logger.warning(
                "User can't be made known", metadata: ["reason": "\(error)", "suppressed": "\(suppressed)"])
        }
    }

    /// Whether the next user would fare no better.
    private static func isOfService(_ error: any Error) -> Bool {
        switch error {
        case let status as Status:
            switch status.code {
            // With another key or of another version, it refuses everybody.
            case .unavailable, .deadlineExceeded, .resourceExhausted, .unauthenticated, .unimplemented: true
            default: false
            }
        case LoaderError.deadlineExceeded, LoaderError.overloaded: true
        default: false
        }
    }
}
