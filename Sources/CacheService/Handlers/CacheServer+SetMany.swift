public import Messages
public import RPC

extension CacheServer {
    /// Stores many values, each for its time to live, longer or shorter by up to a tenth.
    ///
    /// - Returns: How many are kept in memory or in Redis.
    /// - Throws: `Status` of code `invalidArgument` for a request over the limits, of which nothing is stored.
    public func setMany(
        _ request: CacheV1.SetManyRequest, context: CallContext
    ) async throws -> CacheV1.SetManyResponse {
        let keyspace = try limits.keyspace(request.keyspace)
        let entries = try limits.entries(request.entries, in: keyspace)
        let stored = await cache.store(entries, deadline: context.deadline)
        return CacheV1.SetManyResponse.make { $0.stored = Int32(stored) }
    }
}
