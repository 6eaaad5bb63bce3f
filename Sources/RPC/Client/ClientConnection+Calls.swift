internal import Messages
internal import NIOCore
import Synchronization

/// From calls to request frames, and from replies back to callers.
extension ClientConnection {
    /// Makes a call. Its task's cancellation ends it at once.
    func call<Request: Message>(_ call: OutgoingCall<Request>, at now: Deadline) async -> CallOutcome {
        // 0 until the call has its id.
        let streamID = Atomic<UInt32>(0)
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                guard let id = start(call, continuation, at: now) else { return }
                streamID.store(id, ordering: .sequentiallyConsistent)
                // A cancellation before this moment has found no id.
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(streamID.load(ordering: .sequentiallyConsistent))
        }
    }

    func received(_ events: [FrameDecoder.Event], at now: NIODeadline) {
        var replies: [(UInt32, CallOutcome)] = []
        for event in events {
            if let reply = Self.reply(event) {
                replies.append(reply)
            } else if let frame = event.controlFrame {
                // In the order of arrival: behind GOAWAY come refusals of calls that are then made elsewhere.
                deliver(replies)
                replies.removeAll()
                received(frame, at: now)
            }
        }
        deliver(replies)
    }

    /// Ends calls, with one lock for all that a read brought.
    private func deliver(_ replies: [(UInt32, CallOutcome)]) {
        guard !replies.isEmpty else { return }
        let ended = perform { shared in
            replies.compactMap { id, outcome in shared.state.end(id).map { ($0, outcome) } }
        }
        for (continuation, outcome) in ended { continuation.resume(returning: outcome) }
    }

    private func received(_ frame: ControlFrame, at now: NIODeadline) {
        switch frame {
        case .settings(let settings):
            // From now on the peer can be asked for a sign of life.
            arm(
                perform { shared in
                    shared.state.received(settings)
                    return shared.state.schedule
                })
        case .goAway(let lastStreamID):
            // No call may find this connection when it looks for another one.
            onUnusable("the server is shutting down")
            let unstarted = perform { $0.state.goAway(lastStreamID: lastStreamID) }
            for call in unstarted { call.resume(returning: .unsent) }
        case .pong(let payload):
            guard let sent = payload.getInteger(at: payload.readerIndex, as: UInt64.self) else { return }
            measureRoundTrip(since: .uptimeNanoseconds(sent), until: now)
        case .cancel, .ping:
            // A server has no business with these.
            return
        }
    }

    /// Writes the request, or ends the call and returns nil.
    private func start<Request: Message>(
        _ call: OutgoingCall<Request>, _ continuation: Continuation, at now: Deadline
    ) -> UInt32? {
        let head = call.head(at: now)
        // With room for the extensions' entry, which one call on each connection carries.
        let payloadSize = head.byteCount(messageSize: call.messageSize)
        guard payloadSize <= FrameHeader.payloadLimit - Capabilities.encodedEntry.readableBytes else {
            continuation.resume(returning: .failed(.messageTooLarge("request", size: payloadSize)))
            return nil
        }
        let attempt = perform { shared in
            append(call, head, for: continuation, &shared)
        }
        switch attempt {
        case .success(let id):
            return id
        case .failure(let refusal):
            continuation.resume(returning: refusal.outcome)
            return nil
        }
    }

    /// Gives the call its id and its place among the bytes to write, in one step: ids must increase on the wire.
    private func append<Request: Message>(
        _ call: OutgoingCall<Request>, _ head: RequestHead, for continuation: Continuation, _ shared: inout Shared
    ) -> Result<UInt32, Refusal> {
        guard shared.outbound.byteCount < limits.connection.outboundByteLimit else {
            return .failure(Refusal(outcome: .failed(.tooManyBytes)))
        }
        switch shared.state.start(continuation, deadline: call.options.deadline) {
        case .full:
            return .failure(Refusal(outcome: .failed(.tooManyCalls)))
        case .closed:
            return .failure(Refusal(outcome: .unsent))
        case .write(let id, let offersCapabilities):
            var head = head
            head.offersCapabilities = offersCapabilities
            let payloadSize = head.byteCount(messageSize: call.messageSize)
            let isWritten = shared.outbound.appendFrame(.request, streamID: id, payloadSize: payloadSize) { buffer in
                head.write(to: &buffer, messageSize: call.messageSize, writeMessage: call.request.encode(into:))
            }
            if isWritten { return .success(id) }
            _ = shared.state.end(id)
            return .failure(Refusal(outcome: .failed(.wrongEncodedSize)))
        }
    }

    /// How a call ended that was not written.
    private struct Refusal: Error {
        let outcome: CallOutcome
    }

    private func cancel(_ id: UInt32) {
        let call = perform { shared in
            let cancelled = shared.state.cancel(id)
            if let frame = cancelled?.frame { shared.outbound.append(frame) }
            return cancelled?.call
        }
        call?.resume(returning: .failed(.callerCancelled))
    }

    /// What a frame says about which call; nil for frames that are no responses, which are ignored as other peers do.
    private static func reply(_ event: FrameDecoder.Event) -> (UInt32, CallOutcome)? {
        switch event {
        case .frame(let header, let payload):
            guard header.type == .response else { return nil }
            return (header.streamID, outcome(payload))
        case .oversized(let header):
            guard header.type == .response else { return nil }
            return (header.streamID, .failed(.messageTooLarge("reply", size: Int(header.payloadLength))))
        }
    }

    private static func outcome(_ payload: ByteBuffer) -> CallOutcome {
        do {
            switch try ResponseEnvelope.decode(payload) {
            case .success(let message): return .reply(message)
            case .failure(let status): return .failed(status)
            }
        } catch {
            return .failed(.malformedResponse)
        }
    }
}
