import NIOCore

/// What a tick has decided for callers: answered together once the socket work is done.
struct Outbox {
    private(set) var answers: [(request: Request, answer: Request.Answer)] = []
    /// Reads to be sent again.
    private(set) var requeued: [WaitingRequest] = []

    mutating func answer(_ request: Request, _ answer: Request.Answer) {
        answers.append((request, answer))
    }

    mutating func requeue(_ request: Request, attempt: Int) {
        requeued.append(WaitingRequest(request: request, attempt: attempt))
    }

    mutating func takeRequeued() -> [WaitingRequest] {
        defer { requeued.removeAll(keepingCapacity: true) }
        return requeued
    }

    /// Wakes the callers.
    mutating func deliver() {
        for (request, answer) in answers { request.resume(answer) }
        answers.removeAll(keepingCapacity: true)
    }
}
