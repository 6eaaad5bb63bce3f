/// Writes the typed client and the handler protocol of each service of a package.
struct StubEmitter {
    let package: String
    let packages: [String]

    func emit(_ service: ServiceDescriptor) throws(GeneratorError) -> String {
        if let streaming = service.methods.first(where: \.takesStream) {
            throw GeneratorError("\(service.name).\(streaming.name): callers can't stream")
        }
        var source = SourceText()
        source.line("public import Messages")
        source.line("public import NIOCore")
        source.line("public import RPC")
        source.line()
        try emitMethods(service, &source)
        try emitHandler(service, &source)
        try emitClient(service, &source)
        return source.text
    }

    private func emitMethods(_ service: ServiceDescriptor, _ source: inout SourceText) throws(GeneratorError) {
        source.comment("The methods of `\(package).\(service.name)`.")
        try source.block("public enum \(service.name)Methods") { source in
            for method in service.methods {
                source.comment("`\(method.name)`")
                source.line("public static let \(Naming.method(method.name)) = MethodDescriptor(")
                source.line("service: \"\(package).\(service.name)\", name: \"\(method.name)\",")
                if method.returnsStream { source.line("kind: .serverStream,") }
                source.line("idempotency: .\(method.idempotency))")
            }
            source.line()
            source.comment("All of them, in the order of the .proto.")
            let all = service.methods.map { Naming.method($0.name) }.joined(separator: ", ")
            source.line("public static let all = [\(all)]")
        }
        source.line()
    }

    private func emitHandler(_ service: ServiceDescriptor, _ source: inout SourceText) throws(GeneratorError) {
        source.comment(service.comment, otherwise: "What a server of `\(service.name)` implements.")
        try source.block("public protocol \(service.name)Handler: RPCService") { source in
            for method in service.methods {
                source.comment(method.comment, otherwise: "`\(method.name)`")
                source.line("func \(Naming.method(method.name))(")
                if method.returnsStream {
                    source.line("_ request: \(type(method.input)), context: CallContext,")
                    source.line("responses: ResponseWriter<\(type(method.output))>")
                    source.line(") async throws")
                } else {
                    source.line("_ request: \(type(method.input)), context: CallContext")
                    source.line(") async throws -> \(type(method.output))")
                }
                source.line()
            }
        }
        source.line()
        try source.block("extension \(service.name)Handler") { source in
            source.comment("`\(package).\(service.name)`")
            source.line("public static var serviceName: String { \"\(package).\(service.name)\" }")
            source.comment("The methods, in the order of the .proto.")
            source.line("public static var methods: [MethodDescriptor] { \(service.name)Methods.all }")
            emitDispatch(service, &source)
            if service.methods.contains(where: \.returnsStream) { emitStreamDispatch(service, &source) }
        }
        source.line()
    }

    private func emitDispatch(_ service: ServiceDescriptor, _ source: inout SourceText) {
        source.line()
        source.comment("Decodes the request and calls the method at this position of ``methods``.")
        source.line("public func handle(")
        source.line("method index: Int, payload: ByteBuffer, context: CallContext")
        source.line(") async throws -> any Message {")
        source.line("switch index {")
        for (index, method) in service.methods.enumerated() where !method.returnsStream {
            source.line("case \(index):")
            source.line("return try await \(Naming.method(method.name))(decodeRequest(payload), context: context)")
        }
        source.line("default: throw Status(code: .unimplemented, message: \"no such method\")")
        source.line("}")
        source.line("}")
    }

    private func emitStreamDispatch(_ service: ServiceDescriptor, _ source: inout SourceText) {
        source.line()
        source.comment("Decodes the request and calls the method at this position of ``methods``, which streams.")
        source.line("public func handleStream(")
        source.line("method index: Int, payload: ByteBuffer, context: CallContext, responses: any ResponseSink")
        source.line(") async throws {")
        source.line("switch index {")
        for (index, method) in service.methods.enumerated() where method.returnsStream {
            source.line("case \(index):")
            source.line("try await \(Naming.method(method.name))(")
            source.line("decodeRequest(payload), context: context, responses: ResponseWriter(responses))")
        }
        source.line("default: throw Status(code: .unimplemented, message: \"no such method\")")
        source.line("}")
        source.line("}")
    }

    private func emitClient(_ service: ServiceDescriptor, _ source: inout SourceText) throws(GeneratorError) {
        source.comment(service.comment, otherwise: "A typed client of `\(service.name)`.")
        try source.block("public struct \(service.name)Client: Sendable") { source in
            source.line("private let channel: any RPCChannel")
            source.line()
            source.comment("A client that calls through a channel.")
            source.line("public init(channel: any RPCChannel) {")
            source.line("self.channel = channel")
            source.line("}")
            for method in service.methods {
                let name = Naming.method(method.name)
                source.line()
                source.comment(method.comment, otherwise: "`\(method.name)`")
                source.line("public func \(name)(")
                source.line("_ request: \(type(method.input)), options: CallOptions")
                if method.returnsStream {
                    source.line(") -> ResponseStream<\(type(method.output))> {")
                    source.line("channel.serverStream(\(service.name)Methods.\(name), request, options)")
                } else {
                    source.line(") async throws(Status) -> \(type(method.output)) {")
                    source.line("try await channel.unary(\(service.name)Methods.\(name), request, options)")
                }
                source.line("}")
            }
        }
    }

    private func type(_ name: String) -> String {
        Naming.type(name, in: packages)
    }
}
