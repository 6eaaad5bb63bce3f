// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

public import Messages
public import NIOCore
public import RPC

/// The methods of `grpc.health.v1.Health`.
public enum HealthMethods {
    /// `Check`
    public static let check = MethodDescriptor(
        service: "grpc.health.v1.Health", name: "Check",
        idempotency: .noSideEffects)
    /// `Watch`
    public static let watch = MethodDescriptor(
        service: "grpc.health.v1.Health", name: "Watch",
        kind: .serverStream,
        idempotency: .noSideEffects)

    /// All of them, in the order of the .proto.
    public static let all = [check, watch]
}

/// What a server of `Health` implements.
public protocol HealthHandler: RPCService {
    /// Tells whether the service can take calls now; NOT_FOUND for a service the process does not have.
    func check(
        _ request: HealthV1.HealthCheckRequest, context: CallContext
    ) async throws -> HealthV1.HealthCheckResponse

    /// Tells whether the service can take calls now, and then each change; SERVICE_UNKNOWN while the process does not
    /// have it. Ends when the process drains, after NOT_SERVING.
    func watch(
        _ request: HealthV1.HealthCheckRequest, context: CallContext,
        responses: ResponseWriter<HealthV1.HealthCheckResponse>
    ) async throws

}

extension HealthHandler {
    /// `grpc.health.v1.Health`
    public static var serviceName: String { "grpc.health.v1.Health" }
    /// The methods, in the order of the .proto.
    public static var methods: [MethodDescriptor] { HealthMethods.all }

    /// Decodes the request and calls the method at this position of ``methods``.
    public func handle(
        method index: Int, payload: ByteBuffer, context: CallContext
    ) async throws -> any Message {
        switch index {
        case 0:
            return try await check(decodeRequest(payload), context: context)
        default: throw Status(code: .unimplemented, message: "no such method")
        }
    }

    /// Decodes the request and calls the method at this position of ``methods``, which streams.
    public func handleStream(
        method index: Int, payload: ByteBuffer, context: CallContext, responses: any ResponseSink
    ) async throws {
        switch index {
        case 1:
            try await watch(
                decodeRequest(payload), context: context, responses: ResponseWriter(responses))
        default: throw Status(code: .unimplemented, message: "no such method")
        }
    }
}

/// A typed client of `Health`.
public struct HealthClient: Sendable {
    private let channel: any RPCChannel

    /// A client that calls through a channel.
    public init(channel: any RPCChannel) {
        self.channel = channel
    }

    /// Tells whether the service can take calls now; NOT_FOUND for a service the process does not have.
    public func check(
        _ request: HealthV1.HealthCheckRequest, options: CallOptions
    ) async throws(Status) -> HealthV1.HealthCheckResponse {
        try await channel.unary(HealthMethods.check, request, options)
    }

    /// Tells whether the service can take calls now, and then each change; SERVICE_UNKNOWN while the process does not
    /// have it. Ends when the process drains, after NOT_SERVING.
    public func watch(
        _ request: HealthV1.HealthCheckRequest, options: CallOptions
    ) -> ResponseStream<HealthV1.HealthCheckResponse> {
        channel.serverStream(HealthMethods.watch, request, options)
    }
}
