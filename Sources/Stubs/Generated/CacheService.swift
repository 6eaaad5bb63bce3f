// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

public import Messages
public import NIOCore
public import RPC

/// The methods of `lyceum.cache.v1.CacheService`.
public enum CacheServiceMethods {
    /// `GetMany`
    public static let getMany = MethodDescriptor(
        service: "lyceum.cache.v1.CacheService", name: "GetMany",
        idempotency: .noSideEffects)
    /// `SetMany`
    public static let setMany = MethodDescriptor(
        service: "lyceum.cache.v1.CacheService", name: "SetMany",
        idempotency: .idempotent)
    /// `DeleteMany`
    public static let deleteMany = MethodDescriptor(
        service: "lyceum.cache.v1.CacheService", name: "DeleteMany",
        idempotency: .idempotent)

    /// All of them, in the order of the .proto.
    public static let all = [getMany, setMany, deleteMany]
}

/// A cache of opaque values: memory in front of Redis. It may lose anything at any time.
public protocol CacheServiceHandler: RPCService {
    /// Values of many keys, in the order asked.
    func getMany(
        _ request: CacheV1.GetManyRequest, context: CallContext
    ) async throws -> CacheV1.GetManyResponse

    /// Stores many values. A value that can't be kept is dropped without an error.
    func setMany(
        _ request: CacheV1.SetManyRequest, context: CallContext
    ) async throws -> CacheV1.SetManyResponse

    /// Forgets many keys, in memory and in Redis.
    func deleteMany(
        _ request: CacheV1.DeleteManyRequest, context: CallContext
    ) async throws -> CacheV1.DeleteManyResponse

}

extension CacheServiceHandler {
    /// `lyceum.cache.v1.CacheService`
    public static var serviceName: String { "lyceum.cache.v1.CacheService" }
    /// The methods, in the order of the .proto.
    public static var methods: [MethodDescriptor] { CacheServiceMethods.all }

    /// Decodes the request and calls the method at this position of ``methods``.
    public func handle(
        method index: Int, payload: ByteBuffer, context: CallContext
    ) async throws -> any Message {
        switch index {
        case 0:
            return try await getMany(decodeRequest(payload), context: context)
        case 1:
            return try await setMany(decodeRequest(payload), context: context)
        case 2:
            return try await deleteMany(decodeRequest(payload), context: context)
        default: throw Status(code: .unimplemented, message: "no such method")
        }
    }
}

/// A cache of opaque values: memory in front of Redis. It may lose anything at any time.
public struct CacheServiceClient: Sendable {
    private let channel: any RPCChannel

    /// A client that calls through a channel.
    public init(channel: any RPCChannel) {
        self.channel = channel
    }

    /// Values of many keys, in the order asked.
    public func getMany(
        _ request: CacheV1.GetManyRequest, options: CallOptions
    ) async throws(Status) -> CacheV1.GetManyResponse {
        try await channel.unary(CacheServiceMethods.getMany, request, options)
    }

    /// Stores many values. A value that can't be kept is dropped without an error.
    public func setMany(
        _ request: CacheV1.SetManyRequest, options: CallOptions
    ) async throws(Status) -> CacheV1.SetManyResponse {
        try await channel.unary(CacheServiceMethods.setMany, request, options)
    }

    /// Forgets many keys, in memory and in Redis.
    public func deleteMany(
        _ request: CacheV1.DeleteManyRequest, options: CallOptions
    ) async throws(Status) -> CacheV1.DeleteManyResponse {
        try await channel.unary(CacheServiceMethods.deleteMany, request, options)
    }
}
