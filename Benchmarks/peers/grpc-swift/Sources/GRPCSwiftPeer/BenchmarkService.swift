import Foundation
import GRPCCore
import PeerLoad

/// Answers the benchmark's calls.
struct BenchmarkService: Lyceum_Benchmark_V1_Benchmark.SimpleServiceProtocol {
    private static let record = Data(repeating: 0x2a, count: Load.recordSize)

    func echo(
        request: Lyceum_Cache_V1_Lookup, context: ServerContext
    ) async throws -> Lyceum_Cache_V1_Lookup {
        request
    }

    func batch(
        request: Lyceum_Cache_V1_GetManyRequest, context: ServerContext
    ) async throws -> Lyceum_Cache_V1_GetManyResponse {
        .with { response in
            response.lookups = request.keys.map { _ in
                .with { lookup in
                    lookup.found = true
                    lookup.value = Self.record
                }
            }
        }
    }
}
