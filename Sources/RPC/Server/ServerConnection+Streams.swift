internal import Messages
internal import NIOCore
import Synchronization

/// From handlers of streams to their callers.
extension ServerConnection {
    /// Sends a message, if its caller takes it and there is room.
    func write(_ message: any Message, size: Int, on id: UInt32) -> WriteResult {
        perform { shared in
            let cost = StreamWindow.cost(messageSize: size)
            switch shared.state.write(on: id, cost: cost, hasRoom: shared.outbound.takesStreams) {
            case .send: return shared.outbound.append(message, size: size, on: id) ? .written : .failed
            case .wait: return .full
            case .ended: return .ended
            }
        }
    }

    /// Waits until a message is sent.
    func park(_ message: any Message, size: Int, on id: UInt32) async -> WriteResult {
        // 0 until the message waits.
        let number = Atomic<UInt64>(0)
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                guard let parked = park(ParkedWrite(message: message, size: size, continuation: continuation), on: id)
                else { return continuation.resume(returning: .ended) }
                number.store(parked, ordering: .sequentiallyConsistent)
                // A cancellation before this moment has found no number.
                if Task.isCancelled { cancelWrite(parked, on: id) }
            }
        } onCancel: {
            cancelWrite(number.load(ordering: .sequentiallyConsistent), on: id)
        }
    }

    private func park(_ write: ParkedWrite, on id: UInt32) -> UInt64? {
        let cost = StreamWindow.cost(messageSize: write.size)
        let (number, served) = perform { shared in
            let number = shared.state.enqueue(write, cost: cost, on: id)
            return (number, shared.sendParkedWrites())
        }
        for write in served { write.resume() }
        return number
    }

    private func cancelWrite(_ number: UInt64, on id: UInt32) {
        perform { $0.state.cancelWrite(number, on: id) }?.continuation.resume(returning: .ended)
    }

    /// The caller of a stream will take more.
    func granted(_ byteCount: UInt32, on id: UInt32) {
        let served = perform { shared in
            shared.state.grant(Int(byteCount), on: id)
            return shared.sendParkedWrites()
        }
        for write in served { write.resume() }
    }

    /// Ends a stream, if somebody still waits for it, and tells how the call ended.
    func finishStream(_ id: UInt32, _ result: Result<Void, Status>, _ deadline: Deadline) -> Status.Code {
        let (code, abandoned) = perform { shared in
            let metadata = shared.takeTrailingMetadata(of: id)
            let (isToSend, abandoned) = shared.state.streamEnded(id)
            guard isToSend else { return (Status.Code.unanswered(deadline), abandoned) }
            return (
                shared.outbound.appendEnd(
                    result, streamID: id, metadata: metadata, isExtended: shared.state.isExtended),
                abandoned
            )
        }
        for write in abandoned { write.continuation.resume(returning: .ended) }
        return code
    }
}

extension ServerConnection.Shared {
    /// Sends what waited for credit or room, as far as there is any now.
    mutating func sendParkedWrites() -> [ServedWrite] {
        var served: [ServedWrite] = []
        while outbound.takesStreams, let (id, write) = state.nextWrite() {
            let isWritten = outbound.append(write.message, size: write.size, on: id)
            served.append(ServedWrite(continuation: write.continuation, result: isWritten ? .written : .failed))
        }
        return served
    }
}
