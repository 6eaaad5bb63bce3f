internal import NIOCore

/// Finds a method by the bytes of its name, as they arrive: no text is made for a look-up.
struct MethodTable: Sendable {
    private struct Path: Hashable {
        let service: ByteBuffer
        let method: ByteBuffer
    }

    private let methods: [Path: RegisteredMethod]
    private let services: Set<ByteBuffer>

    /// - Precondition: No two services have the same name.
    /// - Parameters:
    ///   - gate: What all calls have to pass.
    ///   - limits: The most handlers of single methods that may run.
    init(
        _ services: [any RPCService], gate: CallGate, limits: [MethodDescriptor: Int] = [:],
        interceptors: [any ServerInterceptor] = []
    ) {
        var methods: [Path: RegisteredMethod] = [:]
        for service in services {
            let type = type(of: service)
            for (index, descriptor) in type.methods.enumerated() {
                let path = Path(
                    service: ByteBuffer(string: type.serviceName), method: ByteBuffer(string: descriptor.name))
                let methodGate = limits[descriptor].map { CallGate(limit: $0, within: gate) } ?? gate
                let method = RegisteredMethod(
                    service, index: index, descriptor: descriptor, gate: methodGate, interceptors: interceptors)
                let previous = methods.updateValue(method, forKey: path)
                precondition(previous == nil, "\(descriptor) is registered twice")
            }
        }
        self.methods = methods
        self.services = Set(services.map { ByteBuffer(string: type(of: $0).serviceName) })
    }

    func find(service: ByteBuffer, method: ByteBuffer) throws(Status) -> RegisteredMethod {
        if let found = methods[Path(service: service, method: method)] { return found }
        let unknown = services.contains(service) ? "method" : "service"
        throw Status(code: .unimplemented, message: "no such \(unknown)")
    }
}
