import Messages
import NIOCore
import PeerLoad
import RPC

/// Answers the benchmark's calls.
struct BenchmarkService: BenchmarkHandler {
    private static let record = ByteBuffer(repeating: 0x2a, count: Load.recordSize)

    func echo(_ request: CacheV1.Lookup, context: CallContext) async throws -> CacheV1.Lookup {
        request
    }

    func batch(_ request: CacheV1.GetManyRequest, context: CallContext) async throws -> CacheV1.GetManyResponse {
        CacheV1.GetManyResponse.make { response in
            for _ in request.keys.indices {
                response.addLookups { lookup in
                    lookup.found = true
                    lookup.value = Self.record
                }
            }
        }
    }
}
