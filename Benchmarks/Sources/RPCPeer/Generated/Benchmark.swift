// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

public import Messages
public import NIOCore
public import RPC
import Stubs

/// The methods of `lyceum.benchmark.v1.Benchmark`.
public enum BenchmarkMethods {
    /// `Echo`
    public static let echo = MethodDescriptor(
        service: "lyceum.benchmark.v1.Benchmark", name: "Echo",
        idempotency: .unknown)
    /// `Batch`
    public static let batch = MethodDescriptor(
        service: "lyceum.benchmark.v1.Benchmark", name: "Batch",
        idempotency: .unknown)

    /// All of them, in the order of the .proto.
    public static let all = [echo, batch]
}

/// What `make bench-rpc` calls, in every runtime. The messages are the product's own.
public protocol BenchmarkHandler: RPCService {
    /// Returns what it is sent.
    func echo(
        _ request: CacheV1.Lookup, context: CallContext
    ) async throws -> CacheV1.Lookup

    /// A record of 300 bytes for each key.
    func batch(
        _ request: CacheV1.GetManyRequest, context: CallContext
    ) async throws -> CacheV1.GetManyResponse

}

extension BenchmarkHandler {
    /// `lyceum.benchmark.v1.Benchmark`
    public static var serviceName: String { "lyceum.benchmark.v1.Benchmark" }
    /// The methods, in the order of the .proto.
    public static var methods: [MethodDescriptor] { BenchmarkMethods.all }

    /// Decodes the request and calls the method at this position of ``methods``.
    public func handle(
        method index: Int, payload: ByteBuffer, context: CallContext
    ) async throws -> any Message {
        switch index {
        case 0:
            return try await echo(decodeRequest(payload), context: context)
        case 1:
            return try await batch(decodeRequest(payload), context: context)
        default: throw Status(code: .unimplemented, message: "no such method")
        }
    }
}

/// What `make bench-rpc` calls, in every runtime. The messages are the product's own.
public struct BenchmarkClient: Sendable {
    private let channel: any RPCChannel

    /// A client that calls through a channel.
    public init(channel: any RPCChannel) {
        self.channel = channel
    }

    /// Returns what it is sent.
    public func echo(
        _ request: CacheV1.Lookup, options: CallOptions
    ) async throws(Status) -> CacheV1.Lookup {
        try await channel.unary(BenchmarkMethods.echo, request, options)
    }

    /// A record of 300 bytes for each key.
    public func batch(
        _ request: CacheV1.GetManyRequest, options: CallOptions
    ) async throws(Status) -> CacheV1.GetManyResponse {
        try await channel.unary(BenchmarkMethods.batch, request, options)
    }
}
