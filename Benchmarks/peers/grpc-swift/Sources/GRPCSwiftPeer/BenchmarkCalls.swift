import Foundation
import GRPCCore
import PeerLoad

/// Makes the benchmark's calls through the generated client, and checks the replies.
struct BenchmarkCalls<Transport: ClientTransport>: Sendable {
    private let client: Lyceum_Benchmark_V1_Benchmark.Client<Transport>
    private let options: CallOptions
    private let message = Lyceum_Cache_V1_Lookup.with { lookup in
        lookup.found = true
        lookup.value = Data(repeating: 0x2a, count: Load.echoSize)
    }
    private let keys = Lyceum_Cache_V1_GetManyRequest.with { request in
        request.keys = Array(repeating: Data(repeating: 0x2a, count: Load.keySize), count: Load.keyCount)
    }

    init(client: GRPCClient<Transport>) {
        self.client = Lyceum_Benchmark_V1_Benchmark.Client(wrapping: client)
        var options = CallOptions.defaults
        options.timeout = .seconds(10)
        self.options = options
    }

    func call(_ load: Load) async throws {
        switch load {
        case .echo:
            let reply = try await client.echo(message, options: options)
            precondition(reply.value.count == Load.echoSize)
        case .batch:
            let reply = try await client.batch(keys, options: options)
            precondition(reply.lookups.reduce(0) { $0 + $1.value.count } == Load.keyCount * Load.recordSize)
        }
    }
}
