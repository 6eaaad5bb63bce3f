/// Returns when the condition holds, for what nobody tells of. A test's time limit ends a wait in vain, since it cancels the
/// test's task.
///
/// - Throws: `CancellationError` when the task is cancelled, and what the condition throws.
public func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(5)) }
}
