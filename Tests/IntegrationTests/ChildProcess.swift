import Foundation
import Glibc
import Synchronization
import TestSupport

/// A process that a test starts, with its output in a file. It is killed when this object is released, and stopped when
/// the tests' own process ends.
///
/// Not Foundation's `Process`: its `waitUntilExit` can miss an exit when it is called off the main thread.
final class ChildProcess: Sendable {
    private let id: pid_t
    /// Its exit code. From then on the id may be another's: it is neither signalled nor waited for again.
    private let end = Mutex<Int32?>(nil)
    private let watch: OrphanWatch

    init(_ executable: URL, _ arguments: [String], environment: [String: String], output: URL) throws {
        watch = try OrphanWatch.shared.get()
        id = try spawn([executable.path] + arguments, environment: environment) { $0.log(to: output.path) }
        watch.begin(id)
    }

    deinit {
        kill()
    }

    func terminate() {
        send(SIGTERM)
    }

    /// The exit code once the process has ended, minus the signal's number where one ended it; nil while it runs.
    func exitCode() -> Int32? { exitCode(WNOHANG) }

    /// Waits for the end, for at most two minutes; then ends it.
    func untilExit() async throws -> Int32 {
        let limit = ContinuousClock.now + .seconds(120)
        while .now < limit {
            if let code = exitCode() { return code }
            try await Task.sleep(for: .milliseconds(10))
        }
        kill()
        throw StackError("the process did not end")
    }

    /// Ends it, if it runs, and waits for that.
    private func kill() {
        send(SIGKILL)
        _ = exitCode(0)
    }

    private func send(_ signal: Int32) {
        end.withLock { code in
            if code == nil { _ = Glibc.kill(id, signal) }
        }
    }

    /// - Parameter options: As in waitpid(2).
    private func exitCode(_ options: Int32) -> Int32? {
        end.withLock { code -> Int32? in
            if let code { return code }
            var status: Int32 = 0
            var result = waitpid(id, &status, options)
            while result == -1, errno == EINTR { result = waitpid(id, &status, options) }
            guard result == id else { return nil }
            watch.end(id)
            let signal = status & 0x7F
            code = signal == 0 ? (status >> 8) & 0xFF : -signal
            return code
        }
    }
}
