internal import Messages
internal import NIOCore

/// From request frames to handlers and back.
extension ServerConnection {
    func received(_ events: [FrameDecoder.Event], at now: NIODeadline) {
        for event in events {
            if let call = incomingCall(event, at: now) {
                run(call, at: now)
            } else if let frame = event.controlFrame {
                received(frame)
            }
        }
    }

    /// Runs a call as far as it gets without waiting, so that what an answer at hand took is free for the next call, and
    /// what was answered leaves while it is still in the processor's cache.
    private func run(_ call: borrowing IncomingCall, at now: NIODeadline) {
        guard let method = perform({ shared in admit(call, &shared) }) else { return }
        let task = start(call, method, at: now)
        let (schedule, fillsChunk) = perform { shared in
            shared.state.started(call.streamID, task)
            return (shared.state.schedule, shared.outbound.fillsChunk)
        }
        if fillsChunk { flush() } else { arm(schedule) }
    }

    private func received(_ frame: ControlFrame) {
        switch frame {
        case .cancel(let streamID):
            perform { $0.state.callerCancelled(streamID) }?.cancel()
        case .ping(_, let payload):
            perform { $0.outbound.append(.pong(payload: payload)) }
        case .window(let streamID, let byteCount):
            granted(byteCount, on: streamID)
        case .settings, .pong, .goAway:
            // A client has no business with these.
            return
        }
    }

    /// A frame's call; nil for frames that are no requests, which are ignored as other peers do.
    private func incomingCall(_ event: FrameDecoder.Event, at now: NIODeadline) -> IncomingCall? {
        switch event {
        case .frame(let header, let payload):
            guard header.type == .request else { return nil }
            return IncomingCall(header, payload, methods: core.methods, now: now)
        case .oversized(let header):
            guard header.type == .request else { return nil }
            return IncomingCall(
                refused: header.streamID, .messageTooLarge("request", size: Int(header.payloadLength)))
        }
    }

    /// Lets a call in, or answers it.
    private func admit(_ call: borrowing IncomingCall, _ shared: inout Shared) -> RegisteredMethod? {
        if call.offersCapabilities {
            for frame in shared.state.extend() { shared.outbound.append(frame) }
        }
        var refusal: Status?
        var method: RegisteredMethod?
        switch call.method {
        case .failure(let status): refusal = status
        case .success(let found):
            method = found
            if !found.gate.enter() { refusal = .serverBusy }
        }
        let hasEntered = method != nil && refusal == nil
        let kind = method?.descriptor.kind ?? .unary
        switch shared.state.received(call.streamID, kind, deadline: call.deadline, refusal: refusal) {
        case .start:
            return method
        case .reject(let status):
            if hasEntered { method?.gate.leave() }
            core.counters.refusedCalls.wrappingAdd(1, ordering: .relaxed)
            method?.metrics.callRefused(status.code)
            shared.outbound.appendFailure(
                status, streamID: call.streamID, isExtended: shared.state.isExtended)
            return nil
        }
    }

    /// Starts the handler, outside the lock.
    private func start(
        _ call: borrowing IncomingCall, _ method: RegisteredMethod, at now: NIODeadline
    ) -> Task<Void, Never> {
        core.counters.startedCalls.wrappingAdd(1, ordering: .relaxed)
        method.metrics.callStarted(requestByteCount: call.payload.readableBytes)
        let context = CallContext(
            deadline: call.deadline, metadata: call.metadata, method: method.descriptor, peer: loop.value.peer,
            trailers: ConnectionTrailers(connection: self, streamID: call.streamID))
        let (id, payload) = (call.streamID, call.payload)
        return switch method.descriptor.kind {
        // On the event loop until it first waits: most handlers ask somebody else at once, and an answer that is
        // at hand needs no change of threads.
        case .unary: Task.immediate { await answer(id, payload, method, context, since: now) }
        case .serverStream: Task { await stream(id, payload, method, context, since: now) }
        }
    }

    private func answer(
        _ id: UInt32, _ payload: ByteBuffer, _ method: RegisteredMethod, _ context: CallContext,
        since began: NIODeadline
    ) async {
        let takenUp = NIODeadline.now()
        method.metrics.callTakenUp(after: takenUp - began)
        let answer = await method.answer(payload, context, at: takenUp)
        method.gate.leave()
        let reply = Reply(answer)
        let code = finish(id, reply, context.deadline)
        if code == .ok { method.metrics.countResponse(byteCount: reply.messageSize) }
        method.metrics.callEnded(code, after: .now() - began)
    }

    private func stream(
        _ id: UInt32, _ payload: ByteBuffer, _ method: RegisteredMethod, _ context: CallContext,
        since began: NIODeadline
    ) async {
        let takenUp = NIODeadline.now()
        method.metrics.callTakenUp(after: takenUp - began)
        let sink = ConnectionSink(
            connection: self, streamID: id, deadline: context.deadline, metrics: method.metrics)
        let result = await method.stream(payload, context, to: sink, at: takenUp)
        method.gate.leave()
        let code = finishStream(id, result, context.deadline)
        method.metrics.callEnded(code, after: .now() - began)
    }

    /// Sends a handler's reply, if somebody still waits for it, and tells how the call ended.
    private func finish(_ id: UInt32, _ reply: Reply, _ deadline: Deadline) -> Status.Code {
        perform { shared in
            var trailers = ResponseTrailers(metadata: shared.takeTrailingMetadata(of: id))
            guard shared.state.handlerEnded(id) else { return .unanswered(deadline) }
            let isExtended = shared.state.isExtended
            if isExtended { trailers.load = shared.loadReport.next(load: core.gate.count) }
            return shared.outbound.append(reply, streamID: id, trailers: trailers, isExtended: isExtended)
        }
    }
}

extension Status.Code {
    /// How a call ended when nobody waits for its answer any longer.
    static func unanswered(_ deadline: Deadline) -> Self { deadline <= .now() ? .deadlineExceeded : .cancelled }
}
