internal import NIOCore

/// A request as it came from the network, with what is known about it before it is admitted.
///
/// Not copyable, since a copy would count a reference for each part, and each call is looked at by several functions.
struct IncomingCall: ~Copyable, Sendable {
    let streamID: UInt32
    let deadline: Deadline
    let payload: ByteBuffer
    let metadata: Metadata
    /// Whether the client knows the extensions.
    let offersCapabilities: Bool
    /// The method, or why there is none to run.
    let method: Result<RegisteredMethod, Status>
}

extension IncomingCall {
    /// A request that can't be run, whatever the server's state.
    init(refused streamID: UInt32, _ status: Status) {
        self.init(
            streamID: streamID, deadline: .distantFuture, payload: ByteBuffer(), metadata: Metadata(),
            offersCapabilities: false, method: .failure(status))
    }

    /// Reads a request frame.
    init(_ header: FrameHeader, _ payload: ByteBuffer, methods: MethodTable, now: NIODeadline) {
        do throws(Status) {
            guard header.flags & ~FrameFlags.remoteClosed == 0 else {
                throw Status(code: .unimplemented, message: "callers can't stream")
            }
            var request = try Self.decode(payload)
            let offersCapabilities = Capabilities.takeOffer(from: &request.metadata)
            guard !request.metadata.exceedsLimits else { throw .metadataTooLarge }
            let method = try methods.find(service: request.service, method: request.method)
            guard (header.flags == 0) == (method.descriptor.kind == .unary) else { throw .wrongKind }
            self.init(
                streamID: header.streamID,
                deadline: .after(timeoutNanoseconds: request.timeoutNanoseconds, from: now),
                payload: request.payload, metadata: request.metadata,
                offersCapabilities: offersCapabilities,
                method: .success(method))
        } catch {
            self.init(refused: header.streamID, error)
        }
    }

    private static func decode(_ payload: ByteBuffer) throws(Status) -> RequestEnvelope {
        do {
            return try RequestEnvelope(decoding: payload)
        } catch {
            throw .malformedRequest
        }
    }
}
