internal import NIOPosix
import Synchronization

/// One stream within the process, as its reader sees it: what lets the handler go on, and what stops it.
final class InProcessStream: StreamUpstream {
    /// Unsafe, as a checked one costs an allocation: ``OutgoingStream`` gives each write away exactly once.
    private typealias Write = UnsafeContinuation<WriteResult, Never>

    private struct State {
        var outgoing = OutgoingStream<Write>(credit: StreamWindow.initialByteCount)
        var handler: Task<Void, Never>?
        var isOver = false

        /// The writes that the reader now takes.
        mutating func takeWrites() -> [Write] {
            var writes: [Write] = []
            while let write = outgoing.next() { writes.append(write) }
            return writes
        }
    }

    private let state = Mutex(State())

    /// Runs the handler, until it returns, the deadline passes or the reader gives up. To be used once.
    func run(
        until deadline: Deadline, for receiver: StreamReceiver,
        _ handler: @escaping @Sendable () async -> Result<Void, Status>
    ) {
        let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(deadline: deadline) {
            receiver.ended(.failed(.deadlineExceeded))
            self.cancel()
        }
        let task = Task {
            let result = await handler()
            timer.cancel()
            end()
            switch result {
            case .success: receiver.ended(.completed)
            case .failure(let status): receiver.ended(.failed(status))
            }
        }
        let isOver = state.withLock { state in
            state.handler = task
            return state.isOver
        }
        if isOver { task.cancel() }
    }

    /// Waits until the reader takes a message of this cost; `written` means that it is to be handed over now.
    func admit(_ cost: Int) async -> WriteResult {
        let result = state.withLock { state -> WriteResult in
            guard !state.isOver else { return .ended }
            return state.outgoing.spend(cost) ? .written : .full
        }
        guard result == .full else { return result }
        // 0 until the message waits.
        let number = Atomic<UInt64>(0)
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { write in
                guard let parked = park(write, cost: cost) else { return write.resume(returning: .ended) }
                number.store(parked, ordering: .sequentiallyConsistent)
                // A cancellation before this moment has found no number.
                if Task.isCancelled { cancelWrite(parked) }
            }
        } onCancel: {
            cancelWrite(number.load(ordering: .sequentiallyConsistent))
        }
    }

    func grant(_ byteCount: Int) {
        let writes = state.withLock { state in
            state.outgoing.grant(byteCount)
            return state.takeWrites()
        }
        for write in writes { write.resume(returning: .written) }
    }

    func cancel() {
        end()?.cancel()
    }

    private func park(_ write: Write, cost: Int) -> UInt64? {
        let (number, writes) = state.withLock { state -> (UInt64?, [Write]) in
            guard !state.isOver else { return (nil, []) }
            return (state.outgoing.enqueue(write, cost: cost), state.takeWrites())
        }
        for write in writes { write.resume(returning: .written) }
        return number
    }

    private func cancelWrite(_ number: UInt64) {
        state.withLock { $0.outgoing.remove(number) }?.resume(returning: .ended)
    }

    /// Nothing more is sent.
    /// - Returns: the handler, unless the stream had ended.
    @discardableResult
    private func end() -> Task<Void, Never>? {
        let (handler, abandoned) = state.withLock { state in
            defer {
                state.isOver = true
                state.handler = nil
            }
            return (state.handler, state.outgoing.removeAll())
        }
        for write in abandoned { write.resume(returning: .ended) }
        return handler
    }
}
