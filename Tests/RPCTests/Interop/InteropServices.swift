import Messages
import NIOCore
import RPC
import Stubs

/// Answers as the keyspace says; the Go peer's server does the same.
struct InteropCache: CacheServiceHandler {
    /// What calls wait for whose keyspace is `held`.
    var hold: @Sendable () async -> Void = {}

    func getMany(
        _ request: CacheV1.GetManyRequest, context: CallContext
    ) async throws -> CacheV1.GetManyResponse {
        if request.keyspace == "slow" { try await suspendUntilCancelled() }
        if request.keyspace == "held" { await hold() }
        return try CacheV1.GetManyResponse.make { response in
            for key in request.keys {
                let value = try value(of: key, in: request.keyspace, context)
                response.addLookups { lookup in
                    lookup.found = true
                    lookup.value = value
                }
            }
        }
    }

    private func value(of key: ByteBuffer, in keyspace: String, _ context: CallContext) throws -> ByteBuffer {
        let text = String(buffer: key)
        return switch keyspace {
        case "echo", "held": key
        case "size": ByteBuffer(repeating: 0, count: Int(text) ?? 0)
        case "metadata": ByteBuffer(string: context.metadata[text] ?? "")
        default: throw Status(code: .notFound, message: "no keyspace \(keyspace)")
        }
    }

    func setMany(
        _ request: CacheV1.SetManyRequest, context: CallContext
    ) async throws -> CacheV1.SetManyResponse {
        .make { $0.stored = Int32(request.entries.count) }
    }

    func deleteMany(
        _ request: CacheV1.DeleteManyRequest, context: CallContext
    ) async throws -> CacheV1.DeleteManyResponse {
        .make { _ in }
    }
}

/// The process is healthy; nothing else is known.
struct InteropHealth: HealthHandler {
    func check(
        _ request: HealthV1.HealthCheckRequest, context: CallContext
    ) async throws -> HealthV1.HealthCheckResponse {
        guard request.service.isEmpty else { throw Status(code: .notFound) }
        return .make { $0.status = .serving }
    }

    func watch(
        _ request: HealthV1.HealthCheckRequest, context: CallContext,
        responses: ResponseWriter<HealthV1.HealthCheckResponse>
    ) async throws {
        while request.service == "endless" { try await responses.write(.make { $0.status = .serving }) }
        for status in HealthV1.HealthCheckResponse.ServingStatus.allCases {
            try await responses.write(.make { $0.status = status })
            guard request.service.isEmpty else { throw Status(code: .unavailable) }
        }
    }
}
