import FoundationEssentials
import Messages
import NIOCore
import RPC
import Stubs
import Synchronization

@testable import Gateway

/// A cache service whose entries a test sets and reads, and which can be made to fail.
final class RecordingCache: CacheServiceHandler {
    private struct Key: Hashable {
        let keyspace: String
        let bytes: ByteBuffer
    }

    private struct State {
        var values: [Key: ByteBuffer] = [:]
        var lookups = 0
        var failure: Status?
    }

    /// Nothing is kept in it.
    private static let end = "end"

    /// The keyspace of each change that has arrived.
    let changes: AsyncStream<String>
    private let change: AsyncStream<String>.Continuation
    private let state = Mutex(State())

    init() {
        (changes, change) = AsyncStream.makeStream()
    }

    var lookups: Int { state.withLock { $0.lookups } }

    func has(_ keyspace: String, _ id: UUID) -> Bool {
        let key = Key(keyspace: keyspace, bytes: id.bytes)
        return state.withLock { $0.values[key] != nil }
    }

    func store(_ keyspace: String, _ id: UUID, _ message: some Message) {
        var bytes = ByteBuffer()
        message.encode(into: &bytes)
        store(keyspace, id, bytes: bytes)
    }

    func store(_ keyspace: String, _ id: UUID, bytes: ByteBuffer) {
        let key = Key(keyspace: keyspace, bytes: id.bytes)
        state.withLock { $0.values[key] = bytes }
    }

    func fail(with status: Status?) {
        state.withLock { $0.failure = status }
    }

    /// Runs a tier until all that waits there has arrived here. It can't be run again.
    func receiveAll(from tier: CacheTier) async {
        tier.forget(Self.end, [])
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await tier.run() }
            for await keyspace in changes where keyspace == Self.end { break }
            group.cancelAll()
        }
    }

    func getMany(_ request: CacheV1.GetManyRequest, context: CallContext) async throws -> CacheV1.GetManyResponse {
        let (values, failure) = state.withLock { state in
            state.lookups += 1
            return (state.values, state.failure)
        }
        if let failure { throw failure }
        return .make { response in
            for key in request.keys {
                response.addLookups { lookup in
                    guard let value = values[Key(keyspace: request.keyspace, bytes: key)] else { return }
                    lookup.found = true
                    lookup.value = value
                }
            }
        }
    }

    func setMany(_ request: CacheV1.SetManyRequest, context: CallContext) async throws -> CacheV1.SetManyResponse {
        state.withLock { state in
            for entry in request.entries {
                state.values[Key(keyspace: request.keyspace, bytes: entry.key)] = entry.value
            }
        }
        change.yield(request.keyspace)
        return .make { $0.stored = Int32(request.entries.count) }
    }

    func deleteMany(
        _ request: CacheV1.DeleteManyRequest, context: CallContext
    ) async throws -> CacheV1.DeleteManyResponse {
        state.withLock { state in
            for key in request.keys { state.values[Key(keyspace: request.keyspace, bytes: key)] = nil }
        }
        change.yield(request.keyspace)
        return .make { _ in }
    }
}
