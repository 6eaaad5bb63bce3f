public import Messages
public import RPC

extension CacheServer {
    /// Forgets many keys, in memory and in Redis.
    ///
    /// While Redis is away only memory forgets; what Redis holds ends with its time to live.
    ///
    /// - Returns: How many were there.
    /// - Throws: `Status` of code `invalidArgument` for a request over the limits, of which nothing is forgotten.
    public func deleteMany(
        _ request: CacheV1.DeleteManyRequest, context: CallContext
    ) async throws -> CacheV1.DeleteManyResponse {
        let keyspace = try limits.keyspace(request.keyspace)
        let keys = try limits.keys(request.keys, in: keyspace)
        let deleted = await cache.remove(keys, deadline: context.deadline)
        return CacheV1.DeleteManyResponse.make { $0.deleted = Int32(deleted) }
    }
}
