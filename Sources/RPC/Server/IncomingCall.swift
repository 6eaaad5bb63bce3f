internal import NIOCore

/// A request as it came from the network, with what is known about it before it is admitted.
///
/// Not copyable, since a copy would count a reference for each part, and each call is looked at by several functions.
struct IncomingCall: ~Copyable, Sendable {
    let streamID: UInt32
    let deadline: Deadline
    let payload: ByteBuffer
    /// The bytes of its frame, of which the payload is a part: they stay as long as that.
    let byteCount: Int
    let metadata: Metadata
    /// Whether the client knows the extensions.
    let offersCapabilities: Bool
    /// The method, or why there is none to run.
    let method: Result<RegisteredMethod, Status>
}

extension IncomingCall {
    /// A request that can't be run, whatever the server's state.
    init(refused streamID: UInt32, _ status: Status, offersCapabilities: Bool = false) {
        self.init(
            streamID: streamID, deadline: .distantFuture, payload: ByteBuffer(), byteCount: 0, metadata: Metadata(),
            offersCapabilities: offersCapabilities, method: .failure(status))
    }

    /// Reads a request frame.
    ///
    /// - Parameter likely: the method that the last call was of.
    init(
        _ header: FrameHeader, _ payload: ByteBuffer, methods: MethodTable, likely: RegisteredMethod?, now: NIODeadline
    ) {
        var request = RequestEnvelope()
        var offersCapabilities = false
        do throws(Status) {
            guard header.flags & ~FrameFlags.remoteClosed == 0 else {
                throw Status(code: .unimplemented, message: "callers can't stream")
            }
            let found = Result { () throws(Status) in try request.read(payload, methods, likely: likely) }
            // What the connection can do does not hang on its first call.
            if let offer = request.offer { offersCapabilities = Capabilities.isOurs(offer) }
            let method = try found.get()
            guard !request.metadata.exceedsLimits else { throw .metadataTooLarge }
            guard (header.flags == 0) == (method.descriptor.kind == .unary) else { throw .wrongKind }
            self.init(
                streamID: header.streamID,
                deadline: .after(timeoutNanoseconds: request.timeoutNanoseconds, from: now),
                payload: request.payload ?? ByteBuffer(), byteCount: payload.readableBytes,
                metadata: request.metadata, offersCapabilities: offersCapabilities,
                method: .success(method))
        } catch {
            self.init(refused: header.streamID, error, offersCapabilities: offersCapabilities)
        }
    }
}

extension RequestEnvelope {
    /// Decodes a frame's payload, and finds the method that it names.
    ///
    /// Most calls of a connection are of the method that the last one was of, and begin with the same bytes: what these
    /// say needs neither be decoded nor looked up.
    fileprivate mutating func read(
        _ payload: ByteBuffer, _ methods: MethodTable, likely: RegisteredMethod?
    ) throws(Status) -> RegisteredMethod {
        do {
            if let likely, payload.starts(with: likely.requestPrefix) {
                try decode(payload, from: likely.requestPrefix.readableBytes)
                if service == nil, method == nil { return likely }
                // The last name counts, which is another one.
                self = RequestEnvelope()
            }
            try decode(payload)
        } catch {
            // Nothing that it said counts, an offer of extensions neither.
            self = RequestEnvelope()
            throw .malformedRequest
        }
        return try methods.find(service: service ?? ByteBuffer(), method: method ?? ByteBuffer())
    }
}

extension ByteBuffer {
    /// Whether these bytes come first.
    fileprivate func starts(with prefix: ByteBuffer) -> Bool {
        getSlice(at: readerIndex, length: prefix.readableBytes) == prefix
    }
}
