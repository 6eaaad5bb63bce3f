internal import Tracing

/// The span of one call on one side, with the attributes that OpenTelemetry's semantic conventions for RPC name.
struct CallSpan: Sendable {
    private let span: any Span
    private let side: SpanKind
    private let tracer: CallTracer

    /// Begins a span named by the method's full name.
    init(
        _ method: MethodDescriptor, _ side: SpanKind, of tracer: CallTracer,
        in parent: ServiceContext = .current ?? .topLevel, peer: Peer? = nil
    ) {
        span = tracer.tracer.startAnySpan(method.description, context: parent, ofKind: side)
        self.side = side
        self.tracer = tracer
        guard span.isRecording else { return }
        span.updateAttributes { attributes in
            attributes["rpc.system"] = "ttrpc"
            attributes["rpc.service"] = method.service
            attributes["rpc.method"] = method.name
            guard let address = peer?.address, let host = address.ipAddress, let port = address.port else { return }
            attributes["network.peer.address"] = host
            attributes["network.peer.port"] = port
        }
    }

    /// What a handler's own calls continue.
    var context: ServiceContext { span.context }

    /// The options, with the context of this span among the metadata.
    func injected(into options: CallOptions) -> CallOptions {
        var options = options
        tracer.instrument.inject(span.context, into: &options.metadata, using: MetadataCarrier())
        return options
    }

    /// The call succeeded.
    func end() {
        if span.isRecording { span.attributes["rpc.grpc.status_code"] = Int(Status.Code.ok.rawValue) }
        span.end()
    }

    /// The call failed. On the server that is an error only when it is not the caller's doing.
    func end(_ status: Status) {
        defer { span.end() }
        guard span.isRecording else { return }
        span.attributes["rpc.grpc.status_code"] = Int(status.code.rawValue)
        if side == .client || status.code.isServersFault {
            span.attributes["error.type"] = status.code.description
            span.setStatus(SpanStatus(code: .error, message: status.message))
            span.recordError(status)
        }
    }
}

extension Status.Code {
    /// Whether a failure with this code is an error of the server, and not of what it was asked (OpenTelemetry, gRPC).
    fileprivate var isServersFault: Bool {
        switch self {
        case .unknown, .deadlineExceeded, .unimplemented, .internalError, .unavailable, .dataLoss: true
        default: false
        }
    }
}
