public import Messages
import NIOCore
public import RPC

extension CacheServer {
    /// What the values of one reply may take. The reply has to fit into a frame of 4 MiB with its envelope.
    private static let replyByteLimit = (4 << 20) - 64 * 1_024
    /// Tags, lengths and the time to live of one look-up, in the worst case.
    private static let lookupOverhead = 32

    /// Values of many keys, in the order asked.
    ///
    /// Values that no longer fit into the reply are reported as not found.
    ///
    /// - Throws: `Status` of code `invalidArgument` for a request over the limits.
    public func getMany(
        _ request: CacheV1.GetManyRequest, context: CallContext
    ) async throws -> CacheV1.GetManyResponse {
        let keyspace = try limits.keyspace(request.keyspace)
        let keys = try limits.keys(request.keys, in: keyspace)
        let values = await cache.values(
            for: keys, in: keyspace, byteLimit: Self.replyByteLimit, deadline: context.deadline)
        let now = cache.clock.now()
        var room = Self.replyByteLimit
        return CacheV1.GetManyResponse.make { response in
            for value in values {
                response.addLookups { lookup in
                    guard let value, value.bytes.count + Self.lookupOverhead <= room else { return }
                    room -= value.bytes.count + Self.lookupOverhead
                    lookup.found = true
                    lookup.setValue(value.bytes.span.bytes)
                    // A value that expires while the reply is written has a millisecond left.
                    lookup.ttlMs = max(1, value.remainingMilliseconds(at: now))
                }
            }
        }
    }
}
