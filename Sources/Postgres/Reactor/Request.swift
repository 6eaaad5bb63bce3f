import NIOCore

/// A call that waits for its answer. Resumed exactly once, by the reactor or by the inbox that refuses it.
final class Request: PipelineRequest, Sendable {
    typealias Answer = Result<PostgresResult, PostgresError>

    let id: UInt64
    let work: Work
    let placement: Placement
    let deadline: NIODeadline
    private let continuation: UnsafeContinuation<Answer, Never>

    init(
        id: UInt64, work: Work, placement: Placement, deadline: NIODeadline,
        continuation: UnsafeContinuation<Answer, Never>
    ) {
        self.id = id
        self.work = work
        self.placement = placement
        self.deadline = deadline
        self.continuation = continuation
    }

    func resume(_ answer: Answer) {
        continuation.resume(returning: answer)
    }

    /// The name under which the call is counted; a COPY counts once, at its end.
    var statementName: String? {
        switch work {
        case .query(let statement, _): statement.name
        case .script: "script"
        case .copyEnd: "copy"
        case .copyStart, .copyData: nil
        }
    }
}
