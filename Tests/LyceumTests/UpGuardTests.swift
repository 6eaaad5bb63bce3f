import Foundation
import Subprocess
import SystemPackage
import Testing

@testable import lyceum

@Suite("Guard", .timeLimit(.minutes(1)))
struct UpGuardTests {
    /// The program that these tests are of, which the build puts beside them.
    private let executable: FilePath

    init() throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        executable = FilePath(tests).removingLastComponent().appending("lyceum")
    }

    @Test("when lyceum up is gone without a word, its processes are stopped", arguments: [false, true])
    func stopsOrphans(saysGoodbye: Bool) async throws {
        try await withTemporaryDirectory { directory in
            let files = PidFiles(directory: directory)
            let orphan = try await Subprocess.run(
                .path("/bin/sleep"), arguments: ["60"], input: .none, output: .discarded, error: .discarded
            ) { execution in
                files.write(execution.processIdentifier.value, for: .cache)
                let outcome = try await Subprocess.run(
                    .path(executable), arguments: ["guard", directory.string],
                    input: .string(saysGoodbye ? "\n" : ""), output: .string(limit: 1_024), error: .discarded)
                #expect(outcome.terminationStatus == .exited(0))
                #expect(outcome.standardOutput.isEmpty == saysGoodbye)
                if saysGoodbye { try execution.send(signal: .kill) }
            }
            #expect(orphan.terminationStatus == .signaled(saysGoodbye ? SIGKILL : SIGTERM))
        }
    }

    @Test("what another lyceum up has taken over is left alone")
    func leavesNewOwner() async throws {
        try await withTemporaryDirectory { directory in
            guard let lock = try StateLock.take(in: directory, for: .running) else {
                Issue.record("the lock of an empty folder was not to be had")
                return
            }
            let files = PidFiles(directory: directory)
            let other = try await Subprocess.run(
                .path("/bin/sleep"), arguments: ["60"], input: .none, output: .discarded, error: .discarded
            ) { execution in
                files.write(execution.processIdentifier.value, for: .cache)
                let outcome = try await Subprocess.run(
                    .path(executable), arguments: ["guard", directory.string], input: .none,
                    output: .discarded, error: .discarded)
                #expect(outcome.terminationStatus == .exited(0))
                #expect(files.recorded(.cache)?.isRunning == true)
                try execution.send(signal: .kill)
            }
            #expect(other.terminationStatus == .signaled(SIGKILL))
            _ = consume lock
        }
    }
}
