internal import NIOCore

/// From the frames of a read to handlers.
extension ServerConnection {
    func received(_ events: [FrameDecoder.Event], at now: NIODeadline) {
        let arrived = arrived.value
        arrived.begin(events)
        defer { arrived.end() }
        while admitNext(at: now) {
            let turn = arrived.beginTurn()
            // On the event loop until a handler first waits: most ask somebody else at once, and an answer that is at
            // hand needs no change of threads.
            let task = Task.immediate { await answerCalls(in: turn, at: now) }
            guard let id = arrived.endTurn() else { continue }
            started(id, task)
        }
    }

    /// Answers calls until one has waited.
    private func answerCalls(in turn: Int, at now: NIODeadline) async {
        var takenUp = NIODeadline.now()
        repeat {
            guard let call = arrived.value.take() else { return }
            takenUp = await answer(call, at: takenUp)
        } while goesOn(in: turn) && admitNext(at: now)
    }

    /// Whether the task that has answered a call answers the next one as well. It does not when it has waited.
    private func goesOn(in turn: Int) -> Bool {
        guard channel.eventLoop.inEventLoop, arrived.value.isTurn(turn) else { return false }
        arrived.value.answered()
        // A handler may cancel the task that it runs in.
        return !Task.isCancelled
    }

    /// Lets the next unary call of the read in. What stands before it is seen to.
    private func admitNext(at now: NIODeadline) -> Bool {
        while let event = arrived.value.nextEvent() {
            if let call = incomingCall(event, at: now) {
                guard let method = admit(call) else { continue }
                if arrived.value.lastMethod !== method { arrived.value.lastMethod = method }
                let admitted = start(call, method, at: now)
                switch method.descriptor.kind {
                case .unary:
                    arrived.value.admitted(admitted)
                    return true
                case .serverStream: startStream(admitted)
                }
            } else if let frame = event.controlFrame {
                received(frame)
            }
        }
        return false
    }

    private func startStream(_ call: consuming AdmittedCall) {
        let (id, payload, byteCount, method, context, arrived) = (
            call.streamID, call.payload, call.byteCount, call.method, call.context, call.arrived
        )
        started(id, Task { await stream(id, payload, byteCount: byteCount, method, context, since: arrived) })
    }

    private func started(_ id: UInt32, _ task: Task<Void, Never>) {
        let (unwanted, schedule) = perform { shared in (shared.state.started(id, task), shared.state.schedule) }
        unwanted?.cancel()
        arm(schedule)
    }

    private func received(_ frame: ControlFrame) {
        switch frame {
        case .cancel(let streamID):
            perform { $0.state.callerCancelled(streamID) }.end()
        case .ping(_, let payload):
            perform { shared in
                if let pong = shared.state.pong(payload: payload) { shared.outbound.append(pong) }
            }
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
            return IncomingCall(
                header, payload, methods: core.methods, likely: arrived.value.lastMethod, now: now)
        case .oversized(let header):
            guard header.type == .request else { return nil }
            return IncomingCall(
                refused: header.streamID, .messageTooLarge("request", size: Int(header.payloadLength)))
        }
    }
}
