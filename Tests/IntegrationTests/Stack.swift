import AsyncHTTPClient
import Foundation
import Glibc
import NIOCore
import TestSupport
import Testing

/// A whole installation run as a user runs it: `lyceum up` with ports and a state folder of its own.
final class Stack: Sendable {
    /// The stack of the suite that is running; see ``WithStack``.
    @TaskLocal static var current: Stack?

    /// The processes, by the names of their pid files.
    enum Part: String, CaseIterable {
        case gateway, course, leaderboard, cache, postgres, redis
    }

    let directory: URL
    private let ports: [Int]
    private let environment: [String: String]

    private init(_ settings: [String: String]) throws {
        directory = FileManager.default.temporaryDirectory.appending(
            path: "lyceum-stack-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        // The databases' own user must be able to reach a folder below it.
        chmod(directory.path, 0o755)
        ports = try FreePorts.next(8)
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LYCEUM_") }
        environment["LYCEUM_STATE_DIR"] = directory.appending(path: "state").path
        environment["LYCEUM_DEMO"] = "none"
        environment["LYCEUM_HTTP_PORT"] = "\(ports[0])"
        for (index, name) in ["COURSE", "LEADERBOARD", "CACHE"].enumerated() {
            environment["LYCEUM_\(name)_LISTEN"] = "127.0.0.1:\(ports[1 + index])"
        }
        for (index, name) in ["GATEWAY", "COURSE", "LEADERBOARD", "CACHE"].enumerated() {
            environment["LYCEUM_\(name)_ADMIN_LISTEN"] = "127.0.0.1:\(ports[4 + index])"
        }
        self.environment = environment.merging(settings) { _, new in new }
    }

    /// Runs a stack, waits until it is ready, and stops it after the closure.
    static func run<Result>(
        _ settings: [String: String] = [:], _ body: (Stack) async throws -> Result
    ) async throws -> Result {
        let stack = try Stack(settings)
        let up = try stack.command(["up"], log: "up.log")
        do {
            try await stack.untilReady(up)
            let result = try await body(stack)
            try await stack.stop(up)
            return result
        } catch {
            // In order also where the test's time is over: a task that is cancelled would wait for nothing.
            _ = await Task { try await stack.stop(up) }.result
            throw error
        }
    }

    /// The base of the API.
    var url: String { "http://127.0.0.1:\(ports[0])" }

    var httpPort: Int { ports[0] }

    /// Where a service takes RPC calls.
    func rpcPort(of part: Part) -> Int? {
        [.course: ports[1], .leaderboard: ports[2], .cache: ports[3]][part]
    }

    /// What the operator's commands and the services have written.
    var log: String {
        (try? String(contentsOf: directory.appending(path: "up.log"), encoding: .utf8)) ?? ""
    }

    /// Runs a command of the operator's and returns what it wrote.
    @discardableResult
    func lyceum(_ arguments: String...) async throws -> String {
        let name = "command-\(UUID().uuidString).log"
        let code = try await command(arguments, log: name).untilExit()
        let output = try String(contentsOf: directory.appending(path: name), encoding: .utf8)
        guard code == 0 else { throw StackError("lyceum \(arguments): \(output)") }
        return output
    }

    /// The process id of a part.
    func processID(of part: Part) throws -> pid_t {
        let file = directory.appending(path: "state/\(part.rawValue).pid")
        let text = try String(contentsOf: file, encoding: .utf8)
        guard let id = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw StackError("\(file.path) holds \(text)")
        }
        return id
    }

    func send(_ signal: CInt, to part: Part) throws {
        kill(try processID(of: part), signal)
    }

    /// Stops a part until it gets SIGCONT, and returns when it has stopped: the signal only begins that, and threads that
    /// run go on until one of them has taken it.
    func suspend(_ part: Part) async throws {
        try send(SIGSTOP, to: part)
        let threads = URL(fileURLWithPath: "/proc/\(try processID(of: part))/task")
        func isStopped(_ thread: URL) -> Bool {
            // One that can't be read has ended.
            guard let stat = try? String(contentsOf: thread.appending(path: "stat"), encoding: .utf8) else {
                return true
            }
            // The state stands behind the name, which is in brackets and may hold any character.
            return stat.split(separator: ")").last?.hasPrefix(" T ") == true
        }
        let limit = ContinuousClock.now + .seconds(60)
        while try !FileManager.default.contentsOfDirectory(at: threads, includingPropertiesForKeys: nil)
            .allSatisfy(isStopped)
        {
            guard .now < limit else { throw StackError("\(part) does not stop") }
            // Nobody is told of another's child.
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// The sum of a metric over its labels, from a part's admin listener.
    func metric(_ name: String, of part: Part) async throws -> Double {
        let ports: [Part: Int] = [
            .gateway: ports[4], .course: ports[5], .leaderboard: ports[6], .cache: ports[7],
        ]
        let text = try await get("http://127.0.0.1:\(ports[part] ?? 0)/metrics").text
        return text.split(separator: "\n").filter { $0.hasPrefix(name + "{") || $0.hasPrefix(name + " ") }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }

    private func command(_ arguments: [String], log: String) throws -> ChildProcess {
        try ChildProcess(
            Self.products.appending(path: "lyceum"), arguments, environment: environment,
            output: directory.appending(path: log))
    }

    private func untilReady(_ up: ChildProcess) async throws {
        let limit = ContinuousClock.now + .seconds(120)
        while !log.contains("Lyceum is ready") {
            if let code = up.exitCode() { throw StackError("ended with \(code):\n\(log)") }
            guard .now < limit else { throw StackError("not ready:\n\(log)") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func stop(_ up: ChildProcess) async throws {
        up.terminate()
        _ = try await up.untilExit()
        try FileManager.default.removeItem(at: directory)
    }

    /// The folder of the executables: the tests' own is among them.
    static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()
}
