import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Processes that these tests start", .timeLimit(.minutes(1)))
struct ChildProcessTests {
    private func shell(_ script: String, output: URL = URL(filePath: "/dev/null")) throws -> ChildProcess {
        try ChildProcess(
            URL(filePath: "/bin/sh"), ["-c", script], environment: ["PATH": "/usr/bin:/bin"], output: output)
    }

    @Test("an exit code is told as often as it is asked for")
    func ended() async throws {
        let process = try shell("exit 7")
        #expect(try await process.untilExit() == 7)
        process.terminate()
        #expect(try await process.untilExit() == 7)
        #expect(process.exitCode() == 7)
    }

    @Test("one that was told to end tells the signal")
    func terminated() async throws {
        let process = try shell("exec sleep 600")
        process.terminate()
        #expect(try await process.untilExit() == -SIGTERM)
    }

    @Test("one that nobody holds any more has ended")
    func released() async throws {
        let output = FileManager.default.temporaryDirectory.appending(path: "lyceum-child-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        func text() -> String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }
        var process: ChildProcess? = try shell("echo $$; exec sleep 600", output: output)
        try await eventually { text().hasSuffix("\n") }
        let id = try #require(pid_t(text().dropLast()))
        #expect(process?.exitCode() == nil)
        #expect(kill(id, 0) == 0)
        process = nil
        #expect(kill(id, 0) == -1)
    }
}
