import Messages
import NIOCore
import PeerLoad
import RPC

/// Makes the benchmark's calls through the generated client, and checks the replies.
struct BenchmarkCalls: Sendable {
    private let client: BenchmarkClient
    private let message = CacheV1.Lookup.make { draft in
        draft.found = true
        draft.value = ByteBuffer(repeating: 0x2a, count: Load.echoSize)
    }
    private let keys = CacheV1.GetManyRequest.make { draft in
        for _ in 0..<Load.keyCount { draft.addKeys(ByteBuffer(repeating: 0x2a, count: Load.keySize)) }
    }

    init(channel: any RPCChannel) {
        client = BenchmarkClient(channel: channel)
    }

    func call(_ load: Load) async throws {
        let options = CallOptions(deadline: .now() + .seconds(10))
        switch load {
        case .echo:
            let reply = try await client.echo(message, options: options)
            precondition(reply.withValue { $0.byteCount } == Load.echoSize)
        case .batch:
            let reply = try await client.batch(keys, options: options)
            let size = reply.lookups.reduce(0) { $0 + $1.withValue { $0.byteCount } }
            precondition(size == Load.keyCount * Load.recordSize)
        }
    }
}
