import Foundation
import Glibc
import TestSupport

/// A process that a test starts, with its output in a file.
///
/// Not Foundation's `Process`: its `waitUntilExit` can miss an exit when it is called off the main thread.
struct ChildProcess: Sendable {
    private let id: pid_t

    init(_ executable: URL, _ arguments: [String], environment: [String: String], output: URL) throws {
        id = try spawn([executable.path] + arguments, environment: environment) { $0.log(to: output.path) }
    }

    func terminate() {
        kill(id, SIGTERM)
    }

    /// The exit code once the process has ended, minus the signal's number where one ended it; nil while it runs.
    ///
    /// After it has told the code, it must not be asked again.
    func exitCode() -> Int32? {
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : -signal
    }

    /// Waits for the end, for at most two minutes; then ends it.
    func untilExit() async throws -> Int32 {
        let limit = ContinuousClock.now + .seconds(120)
        while .now < limit {
            if let code = exitCode() { return code }
            try await Task.sleep(for: .milliseconds(10))
        }
        kill(id, SIGKILL)
        throw StackError("the process did not end")
    }
}
