internal import NIOCore
internal import NIOPosix
import Synchronization

/// One call within the process: it ends with the handler's answer, the deadline, or the caller's cancellation, whichever
/// comes first. The handler is cancelled by the latter two, and not waited for.
final class InProcessCall: Sendable {
    /// How a call ended, and what was said beside it.
    struct Answer {
        let result: Result<ByteBuffer, Status>
        var trailingMetadata = Metadata()
    }

    private struct State {
        var caller: UnsafeContinuation<Answer, Never>?
        var handler: Task<Void, Never>?
        var hasEnded = false
    }

    private let deadline: Deadline
    private let state = Mutex(State())

    init(deadline: Deadline) {
        self.deadline = deadline
    }

    /// Runs the handler and waits for the first of the three. To be used once.
    func run(_ handler: @escaping @Sendable () async -> Answer) async -> Answer {
        let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(deadline: deadline) {
            self.end(Answer(result: .failure(.deadlineExceeded)))
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { caller in
                begin(caller, handler)
                // A cancellation or a deadline before this moment has found nobody waiting.
                if Task.isCancelled { end(Answer(result: .failure(.callerCancelled))) }
                if deadline <= .now() { end(Answer(result: .failure(.deadlineExceeded))) }
            }
        } onCancel: {
            end(Answer(result: .failure(.callerCancelled)))
        }
    }

    private func begin(_ caller: UnsafeContinuation<Answer, Never>, _ handler: @escaping @Sendable () async -> Answer) {
        state.withLock { $0.caller = caller }
        let task = Task { end(await handler()) }
        let hasEnded = state.withLock { state in
            state.handler = task
            return state.hasEnded
        }
        if hasEnded { task.cancel() }
    }

    private func end(_ answer: Answer) {
        let ended = state.withLock { state in
            guard state.caller != nil else { return State() }
            defer { state = State(hasEnded: true) }
            return state
        }
        ended.handler?.cancel()
        ended.caller?.resume(returning: answer)
    }
}
