internal import Messages
internal import NIOCore
import Synchronization

/// From calls to request frames, and from replies back to callers.
extension ClientConnection {
    /// Makes a call. Its task's cancellation ends it at once; a task that is cancelled already makes none.
    func call(_ call: OutgoingCall, at now: Deadline, failedAttempts: Int) async -> CallOutcome {
        // 0 until the call has its id, or its task is cancelled, which an even number stands for: ids are odd.
        let streamID = Atomic<UInt32>(0)
        let cancelled: UInt32 = 2
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                guard streamID.load(ordering: .acquiring) != cancelled else {
                    return continuation.resume(returning: .failed(.callerCancelled))
                }
                let id: UInt32
                switch start(
                    call, .unary(continuation, call.options.trailingMetadata), at: now, failedAttempts: failedAttempts)
                {
                case .success(let started): id = started
                case .failure(let refusal): return continuation.resume(returning: refusal.outcome)
                }
                // A cancellation before this moment has found no id.
                let isFirst = streamID.compareExchange(
                    expected: 0, desired: id, ordering: .acquiringAndReleasing
                ).exchanged
                if !isFirst { cancel(id) }
            }
        } onCancel: {
            let id = streamID.exchange(cancelled, ordering: .acquiringAndReleasing)
            if id != 0 { cancel(id) }
        }
    }

    func received(_ events: [FrameDecoder.Event], at now: NIODeadline) {
        var deliveries: [Delivery] = []
        deliveries.reserveCapacity(events.count)
        var trailers = ResponseTrailers()
        for event in events {
            if let arrival = Arrival(event, trailers: &trailers) {
                if !trailers.metadata.isEmpty {
                    deliveries.append(
                        Delivery(streamID: event.header.streamID, arrival: .trailingMetadata(trailers.metadata)))
                    trailers.metadata = Metadata()
                }
                deliveries.append(Delivery(streamID: event.header.streamID, arrival: arrival))
            } else if let frame = event.controlFrame {
                // In the order of arrival: behind GOAWAY come refusals of calls that are then made elsewhere.
                deliver(&deliveries)
                deliveries.removeAll()
                received(frame, at: now)
            }
        }
        if let load = trailers.load { serverLoad.reported(load, outstandingCalls: outstandingCalls, at: now) }
        deliver(&deliveries)
    }

    /// What a frame brings, and whom it is for once that is known.
    private struct Delivery {
        let streamID: UInt32
        let arrival: Arrival
        var call: PendingCall?
    }

    /// Tells calls what arrived for them, with one lock for all that a read brought.
    private func deliver(_ deliveries: inout [Delivery]) {
        guard !deliveries.isEmpty else { return }
        perform { shared in
            for index in deliveries.indices {
                deliveries[index].call = shared.state.receiver(
                    of: deliveries[index].arrival, deliveries[index].streamID)
            }
        }
        for index in deliveries.indices { deliveries[index].call?.received(deliveries[index].arrival) }
    }

    private func received(_ frame: ControlFrame, at now: NIODeadline) {
        switch frame {
        case .settings(let settings):
            // From now on the peer can be asked for a sign of life.
            arm(
                perform { shared in
                    for frame in shared.state.received(settings) { shared.outbound.append(frame) }
                    return shared.state.schedule
                })
        case .goAway(let lastStreamID):
            guard perform({ $0.state.isExtended }) else { return }
            // No call may find this connection when it looks for another one.
            onUnusable(.lost(reason: "the server asked for another connection"))
            let unstarted = perform { $0.state.goAway(lastStreamID: lastStreamID) }
            for call in unstarted { call.end(.unsent) }
        case .pong(let payload):
            guard let sent = payload.getInteger(at: payload.readerIndex, as: UInt64.self) else { return }
            measureRoundTrip(since: .uptimeNanoseconds(sent), until: now)
        case .cancel, .ping, .window:
            // A server has no business with these.
            return
        }
    }

    /// Writes the request, and returns the call's id.
    func start(
        _ call: OutgoingCall, _ pending: PendingCall, at now: Deadline, failedAttempts: Int = 0
    ) -> Result<UInt32, Refusal> {
        var head = call.head(at: now, failedAttempts: failedAttempts)
        // With room for the extensions' entry, which one call on each connection carries.
        let payloadSize = head.byteCount(messageSize: call.messageSize)
        guard payloadSize <= FrameHeader.payloadLimit - Capabilities.encodedEntry.readableBytes else {
            return .failure(Refusal(outcome: .failed(.messageTooLarge("request", size: payloadSize))))
        }
        return perform { shared in
            append(call, &head, for: pending, &shared)
        }
    }

    /// Gives the call its id and its place among the bytes to write, in one step: ids must increase on the wire.
    private func append(
        _ call: OutgoingCall, _ head: inout RequestHead, for pending: PendingCall, _ shared: inout Shared
    ) -> Result<UInt32, Refusal> {
        guard shared.outbound.byteCount < limits.connection.outboundByteLimit else {
            return .failure(Refusal(outcome: .failed(.tooManyBytes)))
        }
        switch shared.state.start(pending, deadline: call.options.deadline) {
        case .full:
            return .failure(Refusal(outcome: .failed(.tooManyCalls)))
        case .closed:
            return .failure(Refusal(outcome: .unsent))
        case .write(let id, let offersCapabilities):
            head.offersCapabilities = offersCapabilities
            let payloadSize = head.byteCount(messageSize: call.messageSize)
            let isWritten = shared.outbound.appendFrame(
                .request, streamID: id, flags: pending.requestFlags, payloadSize: payloadSize
            ) { buffer in
                head.write(to: &buffer, messageSize: call.messageSize) { call.request.encode(into: &$0) }
            }
            if isWritten {
                pending.started(id)
                return .success(id)
            }
            _ = shared.state.end(id)
            return .failure(Refusal(outcome: .failed(.wrongEncodedSize)))
        }
    }

    /// How a call ended that was not written.
    struct Refusal: Error {
        let outcome: CallOutcome
    }

    func cancel(_ id: UInt32) {
        let call = perform { shared in
            let cancelled = shared.state.cancel(id)
            if let frame = cancelled?.frame { shared.outbound.append(frame) }
            return cancelled?.call
        }
        call?.end(.failed(.callerCancelled))
    }
}

extension ClientConnectionState<PendingCall> {
    /// Whom a frame is for; nil when the call has ended, or is not one that such a frame belongs to.
    fileprivate mutating func receiver(of arrival: Arrival, _ id: UInt32) -> PendingCall? {
        switch arrival {
        case .trailingMetadata: receivedData(id, isLast: false, isStream: { _ in true })
        case .outcome: end(id)
        case .message(_, let isLast): receivedData(id, isLast: isLast, isStream: \.isStream)
        case .endOfStream: receivedData(id, isLast: true, isStream: \.isStream)
        case .oversizedMessage: receivedData(id, isLast: false, isStream: \.isStream)
        }
    }
}
