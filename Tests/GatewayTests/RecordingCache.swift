import Messages
import NIOCore
import RPC
import Stubs
import Synchronization

/// A cache service whose entries a test sets and reads, and which can be made to fail.
final class RecordingCache: CacheServiceHandler {
    private struct State {
        var values: [ByteBuffer: ByteBuffer] = [:]
        var lookups = 0
        var failure: Status?
    }

    /// How many entries there are, after each time that some were stored.
    let counts: AsyncStream<Int>
    private let countContinuation: AsyncStream<Int>.Continuation
    private let state = Mutex(State())

    init() {
        (counts, countContinuation) = AsyncStream.makeStream()
    }

    var lookups: Int { state.withLock { $0.lookups } }

    func store(_ key: ByteBuffer, _ message: some Message) {
        var bytes = ByteBuffer()
        message.encode(into: &bytes)
        store(key, bytes: bytes)
    }

    func store(_ key: ByteBuffer, bytes: ByteBuffer) {
        state.withLock { $0.values[key] = bytes }
    }

    func fail(with status: Status?) {
        state.withLock { $0.failure = status }
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
                    guard let value = values[key] else { return }
                    lookup.found = true
                    lookup.value = value
                }
            }
        }
    }

    func setMany(_ request: CacheV1.SetManyRequest, context: CallContext) async throws -> CacheV1.SetManyResponse {
        state.withLock { state in
            for entry in request.entries { state.values[entry.key] = entry.value }
            countContinuation.yield(state.values.count)
        }
        return .make { $0.stored = Int32(request.entries.count) }
    }

    func deleteMany(
        _ request: CacheV1.DeleteManyRequest, context: CallContext
    ) async throws -> CacheV1.DeleteManyResponse {
        .make { _ in }
    }
}
