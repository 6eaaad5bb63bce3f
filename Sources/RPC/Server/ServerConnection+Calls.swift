internal import Messages
internal import NIOCore

/// From a request that is let in to its reply.
extension ServerConnection {
    /// Lets a call in, or answers it. What was answered before leaves while it is still in the processor's cache.
    func admit(_ call: borrowing IncomingCall) -> RegisteredMethod? {
        if call.offersCapabilities { extend() }
        let (method, fillsChunk) = perform { shared in (admit(call, &shared), shared.outbound.fillsChunk) }
        if fillsChunk { flush() }
        return method
    }

    private func admit(_ call: borrowing IncomingCall, _ shared: inout Shared) -> RegisteredMethod? {
        var refusal: Status?
        var method: RegisteredMethod?
        switch call.method {
        case .failure(let status): refusal = status
        case .success(let found):
            method = found
            if !found.gate.enter(byteCount: call.byteCount) { refusal = .serverBusy }
        }
        let hasEntered = method != nil && refusal == nil
        let kind = method?.descriptor.kind ?? .unary
        switch shared.state.received(call.streamID, kind, deadline: call.deadline, refusal: refusal) {
        case .start:
            return method
        case .reject(let status):
            if hasEntered { method?.gate.leave(byteCount: call.byteCount) }
            core.counters.refusedCalls.wrappingAdd(1, ordering: .relaxed)
            method?.metrics.callRefused(status.code)
            let trailers = ResponseTrailers(load: nextLoad(&shared))
            shared.outbound.appendFailure(
                status, streamID: call.streamID, trailers: trailers, isExtended: shared.state.isExtended)
            return nil
        }
    }

    /// What the next response says of the server's load.
    private func nextLoad(_ shared: inout Shared) -> UInt32? {
        shared.state.isExtended ? shared.loadReport.next(load: core.gate.count) : nil
    }

    /// Counts a call, and makes what its handler is told.
    func start(
        _ call: consuming IncomingCall, _ method: RegisteredMethod, at now: NIODeadline
    ) -> AdmittedCall {
        core.counters.startedCalls.wrappingAdd(1, ordering: .relaxed)
        method.metrics.callStarted(requestByteCount: call.payload.readableBytes)
        let context = CallContext(
            deadline: call.deadline, metadata: call.metadata, method: method.descriptor, peer: loop.value.peer,
            trailers: ConnectionTrailers(connection: self, streamID: call.streamID))
        return AdmittedCall(
            streamID: call.streamID, payload: call.payload, byteCount: call.byteCount, method: method,
            context: context, arrived: now)
    }

    /// Runs the handler, and tells when it ended.
    func answer(_ call: consuming AdmittedCall, at takenUp: NIODeadline) async -> NIODeadline {
        let (method, arrived) = (call.method, call.arrived)
        method.metrics.callTakenUp(after: takenUp - arrived)
        let reply = await method.answer(call.payload, call.context, at: takenUp)
        method.gate.leave(byteCount: call.byteCount)
        let code = finish(call.streamID, reply, call.context.deadline)
        if code == .ok { method.metrics.countResponse(byteCount: reply.messageSize) }
        let ended = NIODeadline.now()
        method.metrics.callEnded(code, after: ended - arrived)
        return ended
    }

    /// - Parameter byteCount: what the call has entered the method's gate with.
    func stream(
        _ id: UInt32, _ payload: ByteBuffer, byteCount: Int, _ method: RegisteredMethod, _ context: CallContext,
        since arrived: NIODeadline
    ) async {
        let takenUp = NIODeadline.now()
        method.metrics.callTakenUp(after: takenUp - arrived)
        let sink = ConnectionSink(
            connection: self, streamID: id, deadline: context.deadline, metrics: method.metrics)
        let result = await method.stream(payload, context, to: sink, at: takenUp)
        method.gate.leave(byteCount: byteCount)
        let code = finishStream(id, result, context.deadline)
        method.metrics.callEnded(code, after: .now() - arrived)
    }

    /// Sends a handler's reply, if somebody still waits for it, and tells how the call ended.
    private func finish(_ id: UInt32, _ reply: Reply, _ deadline: Deadline) -> Status.Code {
        perform { shared in
            var trailers = ResponseTrailers(metadata: shared.takeTrailingMetadata(of: id))
            guard shared.state.handlerEnded(id) else { return .unanswered(deadline) }
            trailers.load = nextLoad(&shared)
            return shared.outbound.append(
                reply, streamID: id, trailers: trailers, isExtended: shared.state.isExtended)
        }
    }
}

extension Status.Code {
    /// How a call ended when nobody waits for its answer any longer.
    static func unanswered(_ deadline: Deadline) -> Self { deadline <= .now() ? .deadlineExceeded : .cancelled }
}
