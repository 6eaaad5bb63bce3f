internal import NIOCore

/// Makes requests when they are due, whatever became of earlier ones (an open loop).
struct LoadGenerator: Sendable {
    let target: LoadTarget
    let plan: LoadPlan

    /// Connects, warms up, measures, and waits until the last request is answered or given up.
    ///
    /// - Throws: ``BenchFailure/unreachable(address:reason:)`` where not one connection could be made;
    ///   `CancellationError`.
    func run(_ sampler: RequestSampler) async throws -> LoadReport {
        let loop = target.loop
        let promise = loop.makePromise(of: LoadReport.self)
        let run = try await loop.submit { [self] in
            let run = LoadRun(target: target, plan: plan, sampler: sampler, promise: promise)
            run.start()
            return NIOLoopBound(run, eventLoop: loop)
        }.get()
        return try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            loop.execute { run.value.finish(.failure(CancellationError())) }
        }
    }
}
