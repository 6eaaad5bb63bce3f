internal import NIOCore

/// Finds a method by the bytes of its name, as they arrive: no text is made for a look-up.
struct MethodTable: Sendable {
    private struct Entry {
        let service: ByteBuffer
        let method: RegisteredMethod
    }

    /// By the methods' names, which few services share: hashing the services' longer ones as well costs more.
    private let methods: [ByteBuffer: [Entry]]
    private let services: Set<ByteBuffer>

    /// - Precondition: No two services have the same name.
    /// - Parameters:
    ///   - gate: What all calls have to pass.
    ///   - limits: The most handlers of single methods that may run.
    init(
        _ services: [any RPCService], gate: CallGate, limits: [MethodDescriptor: Int] = [:],
        interceptors: [any ServerInterceptor] = []
    ) {
        var methods: [ByteBuffer: [Entry]] = [:]
        for service in services {
            let type = type(of: service)
            let serviceName = ByteBuffer(string: type.serviceName)
            for (index, descriptor) in type.methods.enumerated() {
                let name = ByteBuffer(string: descriptor.name)
                let methodGate = limits[descriptor].map { CallGate(limit: $0, within: gate) } ?? gate
                let method = RegisteredMethod(
                    service, index: index, descriptor: descriptor, gate: methodGate, interceptors: interceptors)
                let isNew = methods[name]?.contains { $0.service == serviceName } != true
                precondition(isNew, "\(descriptor) is registered twice")
                methods[name, default: []].append(Entry(service: serviceName, method: method))
            }
        }
        self.methods = methods
        self.services = Set(services.map { ByteBuffer(string: type(of: $0).serviceName) })
    }

    func find(service: ByteBuffer, method: ByteBuffer) throws(Status) -> RegisteredMethod {
        if let found = methods[method]?.first(where: { $0.service == service }) { return found.method }
        let unknown = services.contains(service) ? "method" : "service"
        throw Status(code: .unimplemented, message: "no such \(unknown)")
    }
}
