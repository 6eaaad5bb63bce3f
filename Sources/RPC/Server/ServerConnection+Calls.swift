internal import Messages
internal import NIOCore

/// From request frames to handlers and back.
extension ServerConnection {
    func received(_ events: [FrameDecoder.Event], at now: NIODeadline) {
        var calls: [IncomingCall] = []
        for event in events {
            if let call = incomingCall(event, at: now) {
                calls.append(call)
            } else if let frame = event.controlFrame {
                // In the order of arrival: a call may be cancelled by the frame behind it.
                run(calls, at: now)
                calls.removeAll()
                received(frame)
            }
        }
        run(calls, at: now)
    }

    private func run(_ calls: [IncomingCall], at now: NIODeadline) {
        guard !calls.isEmpty else { return }
        let started = start(admit(calls), at: now)
        guard !started.isEmpty else { return }
        let schedule = perform { shared in
            for (id, task) in started { shared.state.started(id, task) }
            return shared.state.schedule
        }
        arm(schedule)
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

    /// Lets in what may run, and answers the rest.
    private func admit(_ calls: [IncomingCall]) -> [(IncomingCall, RegisteredMethod)] {
        perform { shared in
            calls.compactMap { call in
                guard let method = admit(call, &shared) else { return nil }
                return (call, method)
            }
        }
    }

    private func admit(_ call: IncomingCall, _ shared: inout Shared) -> RegisteredMethod? {
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

    /// Starts the handlers, outside the lock.
    private func start(
        _ calls: [(IncomingCall, RegisteredMethod)], at now: NIODeadline
    ) -> [(UInt32, Task<Void, Never>)] {
        core.counters.startedCalls.wrappingAdd(calls.count, ordering: .relaxed)
        let peer = loop.value.peer
        return calls.map { call, method in
            method.metrics.callStarted(requestByteCount: call.payload.readableBytes)
            let context = CallContext(
                deadline: call.deadline, metadata: call.metadata, method: method.descriptor, peer: peer,
                trailers: ConnectionTrailers(connection: self, streamID: call.streamID))
            let task =
                switch method.descriptor.kind {
                // On the event loop until it first waits: most handlers ask somebody else at once, and an answer that is
                // at hand needs no change of threads.
                case .unary: Task.immediate { await answer(call, method, context, since: now) }
                case .serverStream: Task { await stream(call, method, context, since: now) }
                }
            return (call.streamID, task)
        }
    }

    private func answer(
        _ call: IncomingCall, _ method: RegisteredMethod, _ context: CallContext, since began: NIODeadline
    ) async {
        method.metrics.callTakenUp(after: .now() - began)
        let answer = await method.answer(call.payload, context)
        method.gate.leave()
        let reply = Reply(answer)
        let code = finish(call, reply)
        if code == .ok { method.metrics.countResponse(byteCount: reply.messageSize) }
        method.metrics.callEnded(code, after: .now() - began)
    }

    private func stream(
        _ call: IncomingCall, _ method: RegisteredMethod, _ context: CallContext, since began: NIODeadline
    ) async {
        method.metrics.callTakenUp(after: .now() - began)
        let sink = ConnectionSink(
            connection: self, streamID: call.streamID, deadline: call.deadline, metrics: method.metrics)
        let result = await method.stream(call.payload, context, to: sink)
        method.gate.leave()
        let code = finishStream(call, result)
        method.metrics.callEnded(code, after: .now() - began)
    }

    /// Sends a handler's reply, if somebody still waits for it, and tells how the call ended.
    private func finish(_ call: IncomingCall, _ reply: Reply) -> Status.Code {
        perform { shared in
            var trailers = ResponseTrailers(metadata: shared.takeTrailingMetadata(of: call.streamID))
            guard shared.state.handlerEnded(call.streamID) else { return call.codeIfUnanswered }
            let isExtended = shared.state.isExtended
            if isExtended { trailers.load = shared.loadReport.next(load: core.gate.count) }
            return shared.outbound.append(
                reply, streamID: call.streamID, trailers: trailers, isExtended: isExtended)
        }
    }
}
