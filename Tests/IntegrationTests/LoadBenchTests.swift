import Foundation
import Testing

@Suite("Load on an installation", .stack())
struct LoadBenchTests {
    @Test("bench load finds what to ask for, mints tokens for users, and sees every part of its mix answered")
    func mix() async throws {
        let stack = try #require(Stack.current)
        let plot = stack.directory.appending(path: "latencies.svg")
        // The rate is no matter of speed here: a busy machine answers late, but everything.
        let output = try await stack.lyceum(
            "bench", "load", "--mix", "catalogue=1,course=1,lessons=1,leaderboard=1,session=1", "--rate", "60",
            "--duration", "1s", "--warm-up", "1s", "--timeout", "5m", "--connections", "8", "--url", stack.url,
            "--plot", plot.path, "--name", "smoke", "--fail-on-errors")
        for part in ["catalogue", "course", "lessons", "leaderboard", "session"] {
            #expect(output.contains("\n\(part) "), "\(output)")
        }
        #expect(output.contains(#"{"bench": "smoke_errors", "value": 0.000, "unit": "errors"}"#), "\(output)")
        #expect(try String(contentsOf: plot, encoding: .utf8).hasPrefix("<svg "))
    }

    @Test("errors fail the command where that is asked for, and their kinds are told")
    func errors() async throws {
        let stack = try #require(Stack.current)
        let error = await #expect(throws: StackError.self) {
            try await stack.lyceum(
                "bench", "load", "--mix", "catalogue=1", "--rate", "60", "--duration", "1s", "--warm-up", "0s",
                "--timeout", "1ms", "--connections", "1", "--url", stack.url, "--fail-on-errors")
        }
        #expect("\(try #require(error))".contains("error \"time-out\": "))
    }
}
