import CacheService
import Messages
import NIOCore
import RPC
import Stubs

/// Calls with text for bytes.
extension CacheServer {
    private func context(_ method: MethodDescriptor) -> CallContext {
        CallContext(deadline: .now() + .seconds(20), method: method)
    }

    func lookUps(_ keys: [String], in keyspace: String = "course") async throws -> [CacheV1.Lookup] {
        let request = CacheV1.GetManyRequest.make { draft in
            draft.keyspace = keyspace
            for key in keys { draft.addKeys(ByteBuffer(string: key)) }
        }
        return Array(try await getMany(request, context: context(CacheServiceMethods.getMany)).lookups)
    }

    func get(_ keys: [String], in keyspace: String = "course") async throws -> [String?] {
        try await lookUps(keys, in: keyspace).map { $0.found ? String(buffer: $0.value) : nil }
    }

    func set(
        _ values: [String: String], in keyspace: String = "course", timeToLiveMilliseconds: Int64 = 60_000
    ) async throws -> Int32 {
        let request = CacheV1.SetManyRequest.make { draft in
            draft.keyspace = keyspace
            for (key, value) in values {
                draft.addEntries { entry in
                    entry.key = ByteBuffer(string: key)
                    entry.value = ByteBuffer(string: value)
                    entry.ttlMs = timeToLiveMilliseconds
                }
            }
        }
        return try await setMany(request, context: context(CacheServiceMethods.setMany)).stored
    }

    func delete(_ keys: [String], in keyspace: String = "course") async throws -> Int32 {
        let request = CacheV1.DeleteManyRequest.make { draft in
            draft.keyspace = keyspace
            for key in keys { draft.addKeys(ByteBuffer(string: key)) }
        }
        return try await deleteMany(request, context: context(CacheServiceMethods.deleteMany)).deleted
    }
}
