import FoundationEssentials
import Logging
import Messages
import NIOCore
import RPC
import ServiceLifecycle
import Stubs
import Synchronization

/// The cache service as the loaders use it: it can answer, or be left out, but never fail or delay a request much.
final class CacheTier: Service {
    /// Fills that wait to be sent; more are dropped.
    static let fillLimit = 1024
    /// Removals have room besides, for as many as writes are remembered: without one, the cache shows what is no longer
    /// true, while a fill that is dropped costs a read.
    private static let forgetLimit = RecentWrites.limit

    private enum Change: Sendable {
        /// Is made when its turn has come; nil where nothing is left to store then.
        case fill(@Sendable () -> CacheV1.SetManyRequest?)
        case forget(CacheV1.DeleteManyRequest)
        /// Whoever waits for what was asked for before is told.
        case flushed(AsyncStream<Never>.Continuation)
    }

    private let client: CacheServiceClient
    private let timeToLive: Duration
    /// How long a look-up may take before its keys count as missing.
    private let lookupTimeout: TimeAmount
    /// How long the cache is left alone after it failed.
    private let pause: TimeAmount
    /// How long who has written waits for removals at most.
    private let flushTimeout: Duration
    private let logger: Logger
    private let pausedUntil = Mutex(NIODeadline.uptimeNanoseconds(0))
    private let changes: AsyncStream<Change>
    private let queue: AsyncStream<Change>.Continuation
    private let waitingFills = Atomic(0)

    init(
        client: CacheServiceClient, timeToLive: Duration, lookupTimeout: TimeAmount = .milliseconds(250),
        pause: TimeAmount = .seconds(1), flushTimeout: Duration = .milliseconds(50), logger: Logger
    ) {
        self.pause = pause
        self.flushTimeout = flushTimeout
        self.lookupTimeout = lookupTimeout
        self.client = client
        self.timeToLive = timeToLive
        self.logger = logger
        (changes, queue) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.fillLimit + Self.forgetLimit))
    }

    /// Looks many keys up, in order; nil when the cache can't be asked.
    func lookups(_ keyspace: String, _ keys: [UUID], deadline: NIODeadline) async -> RepeatedMessages<CacheV1.Lookup>? {
        let now = NIODeadline.now()
        guard pausedUntil.withLock({ $0 <= now }) else { return nil }
        let request = CacheV1.GetManyRequest.make { draft in
            draft.keyspace = keyspace
            for key in keys { draft.addKeys(key.bytes) }
        }
        let limit = now + lookupTimeout
        do {
            let options = CallOptions(deadline: min(deadline, limit))
            let lookups = try await client.getMany(request, options: options).lookups
            return lookups.count == keys.count ? lookups : nil
        } catch {
            // That the callers were in a hurry says nothing about the cache.
            if error.code != .deadlineExceeded || deadline >= limit { failed(error) }
            return nil
        }
    }

    /// Stores entities, some time after the reply; or drops them.
    ///
    /// - Parameter entities: Is called when their turn has come, and must leave out what was written meanwhile: its removal
    ///   may be ahead of them.
    func fill<Entity: Message>(_ keyspace: String, _ entities: @escaping @Sendable () -> [(UUID, Entity)]) {
        guard pausedUntil.withLock({ $0 <= .now() }) else { return }
        guard waitingFills.add(1, ordering: .relaxed).newValue <= Self.fillLimit else {
            waitingFills.subtract(1, ordering: .relaxed)
            return
        }
        let change = Change.fill { [timeToLive] in Self.request(keyspace, entities(), timeToLive) }
        if case .enqueued = queue.yield(change) { return }
        waitingFills.subtract(1, ordering: .relaxed)
    }

    private static func request<Entity: Message>(
        _ keyspace: String, _ entities: [(UUID, Entity)], _ timeToLive: Duration
    ) -> CacheV1.SetManyRequest? {
        guard !entities.isEmpty else { return nil }
        return CacheV1.SetManyRequest.make { draft in
            draft.keyspace = keyspace
            for (key, entity) in entities {
                draft.addEntries { entry in
                    entry.key = key.bytes
                    var value = ByteBuffer()
                    entity.encode(into: &value)
                    entry.value = value
                    entry.ttlMs = timeToLive.milliseconds
                }
            }
        }
    }

    /// Takes entities out, behind the fills that were asked for before.
    func forget(_ keyspace: String, _ ids: [UUID]) {
        queue.yield(
            .forget(
                .make { draft in
                    draft.keyspace = keyspace
                    for id in ids { draft.addKeys(id.bytes) }
                }))
    }

    /// Waits until what was asked for so far has been done, so that who has written reads it through other gateways, too: not
    /// for long where there is much to do, and not at all while the cache is left alone.
    func flush() async {
        guard pausedUntil.withLock({ $0 <= .now() }) else { return }
        let (flushed, signal) = AsyncStream<Never>.makeStream()
        guard case .enqueued = queue.yield(.flushed(signal)) else { return }
        await withTaskGroup { group in
            group.addTask { for await _ in flushed {} }
            group.addTask { [flushTimeout] in try? await Task.sleep(for: flushTimeout) }
            await group.next()
            group.cancelAll()
        }
    }

    /// The longest that an entry can be found after it was stored: the cache service spreads lifetimes.
    var longestLifetime: TimeAmount { TimeAmount(timeToLive * 1.25) }

    /// Sends the changes until the process shuts down.
    func run() async throws {
        await withGracefulShutdownHandler {
            for await change in changes { await send(change) }
        } onGracefulShutdown: {
            self.queue.finish()
        }
    }

    private func send(_ change: Change) async {
        let options = CallOptions(deadline: .now() + .seconds(1))
        do throws(Status) {
            switch change {
            case .fill(let request):
                waitingFills.subtract(1, ordering: .relaxed)
                if let request = request() { _ = try await client.setMany(request, options: options) }
            case .forget(let request): _ = try await client.deleteMany(request, options: options)
            case .flushed(let signal): signal.finish()
            }
        } catch {
            failed(error)
        }
    }

    private func failed(_ error: Status) {
        // The caller's own cancellation says nothing about the cache.
        guard error.code != .cancelled, error.code != .invalidArgument else { return }
        let now = NIODeadline.now()
        let isFirst = pausedUntil.withLock { pausedUntil in
            defer { pausedUntil = now + pause }
            return pausedUntil + pause < now
        }
        guard isFirst else { return }
        logger.warning("cache left out", metadata: ["code": "\(error.code)", "reason": "\(error.message)"])
    }
}

extension UUID {
    /// The 16 bytes.
    var bytes: ByteBuffer {
        withUnsafeBytes(of: uuid) { ByteBuffer(bytes: $0) }
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
