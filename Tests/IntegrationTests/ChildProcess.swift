import Foundation
import Glibc

/// A process that a test starts, with its output in a file.
///
/// Not Foundation's `Process`: its `waitUntilExit` can miss an exit when it is called off the main thread.
struct ChildProcess: Sendable {
    private let id: pid_t

    init(_ executable: URL, _ arguments: [String], environment: [String: String], output: URL) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let words = ([executable.path] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var id = pid_t()
        let code = posix_spawn(&id, executable.path, &actions, nil, words, variables)
        guard code == 0 else { throw StackError("\(executable.path) can't be started: errno \(code)") }
        self.id = id
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
