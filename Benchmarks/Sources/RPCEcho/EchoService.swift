import Messages
import NIOCore
import RPC

/// Returns what it is sent, decoded and encoded as a generated handler would do it.
struct EchoService: RPCService {
    static let echo = MethodDescriptor(service: serviceName, name: "Echo", idempotency: .noSideEffects)
    static let serviceName = "lyceum.benchmark.Echo"
    static let methods = [echo]

    func handle(method index: Int, payload: ByteBuffer, context: CallContext) async throws -> any Message {
        try CacheV1.Lookup(decoding: payload)
    }
}
