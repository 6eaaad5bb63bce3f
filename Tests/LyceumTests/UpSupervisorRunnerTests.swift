import Foundation
import SystemPackage
import Testing

@testable import lyceum

/// Shell scripts in the place of the services, in a folder where they leave their traces.
private struct ScriptedSystem {
    let directory: FilePath
    let log: LogStream
    let logFile: FilePath

    init(in directory: FilePath) throws {
        self.directory = directory
        logFile = directory.appending("log")
        log = LogStream(
            descriptor: try FileDescriptor.open(
                logFile, .writeOnly, options: [.create, .append], permissions: .ownerReadWrite),
            isTerminal: false)
    }

    func runner(_ scripts: [ManagedProcess: String]) -> SupervisorRunner {
        let commands = scripts.mapValues { script in
            ProcessCommand(
                executable: "/bin/sh", arguments: ["-c", "cd \(directory); \(script)"],
                environment: ["PATH": "/usr/bin:/bin"])
        }
        return SupervisorRunner(commands: commands, pidFiles: PidFiles(directory: directory), log: log)
    }

    func text(_ name: String) -> String {
        (try? String(contentsOfFile: directory.appending(name).string, encoding: .utf8)) ?? ""
    }

    /// Returns when a file has as many lines; the test's time limit ends a wait in vain.
    func wait(for name: String, lines: Int = 1) async throws {
        while text(name).split(separator: "\n").count < lines { try await Task.sleep(for: .milliseconds(5)) }
    }
}

@Suite("Supervised processes", .timeLimit(.minutes(1)))
struct UpSupervisorRunnerTests {
    /// Notes its start, and its end when it is told to stop.
    private static func service(_ name: String) -> String {
        "trap 'echo \(name) >> stops; exit 0' TERM INT; echo $$ >> \(name).starts; while :; do sleep 0.01; done"
    }

    @Test("a process that is killed is started again, with a new pid file")
    func restarts() async throws {
        try await withTemporaryDirectory { directory in
            let system = try ScriptedSystem(in: directory)
            let runner = system.runner([.cache: Self.service("cache")])
            try await withThrowingTaskGroup { group in
                group.addTask { try await runner.run() }
                runner.start([.cache])
                try await system.wait(for: "cache.starts")
                try await system.wait(for: "cache.pid")
                runner.becameReady()
                let first = try #require(Int32(system.text("cache.pid").dropLast()))
                kill(first, SIGKILL)
                try await system.wait(for: "cache.starts", lines: 2)
                try await system.wait(for: "cache.pid")
                #expect(system.text("cache.pid") == "\(system.text("cache.starts").split(separator: "\n")[1])\n")
                runner.stop()
                try await group.waitForAll()
            }
            #expect(!directory.appending("cache.pid").exists)
            #expect(system.text("log").contains("cache was ended by signal 9; starting it again in"))
            #expect(system.text("log").contains("cache runs again"))
        }
    }

    @Test("services stop before databases, and nothing is left")
    func stopsInOrder() async throws {
        try await withTemporaryDirectory { directory in
            let system = try ScriptedSystem(in: directory)
            let processes: [ManagedProcess] = [.postgres, .course, .gateway]
            let runner = system.runner(
                Dictionary(uniqueKeysWithValues: processes.map { ($0, Self.service($0.rawValue)) }))
            try await withThrowingTaskGroup { group in
                group.addTask { try await runner.run() }
                // Those that have no command, since the operator has given their server, are passed over.
                runner.start(ManagedProcess.allCases)
                for process in processes { try await system.wait(for: "\(process.rawValue).starts") }
                runner.stop()
                await runner.untilStopping()
                try await group.waitForAll()
            }
            #expect(system.text("stops") == "gateway\ncourse\npostgres\n")
            for process in processes {
                let processID = try #require(Int32(system.text("\(process.rawValue).starts").dropLast()))
                #expect(ProcessIdentity(running: processID) == nil)
            }
        }
    }

    @Test("a process that will not stop is ended when the operator hurries")
    func hurries() async throws {
        try await withTemporaryDirectory { directory in
            let system = try ScriptedSystem(in: directory)
            let runner = system.runner([
                .gateway: "trap 'echo heard > heard' TERM; echo $$ > starts; while :; do sleep 0.01; done"
            ])
            try await withThrowingTaskGroup { group in
                group.addTask { try await runner.run() }
                runner.start([.gateway])
                try await system.wait(for: "starts")
                runner.stop()
                try await system.wait(for: "heard")
                runner.stop()
                try await group.waitForAll()
            }
            // Told once, it would have been ended for being overdue.
            #expect(system.text("log").contains("\(SupervisorReport.stopping([.gateway]))"))
            #expect(!system.text("log").contains("\(SupervisorReport.overdue(.gateway))"))
        }
    }

    @Test("a process that never comes up ends the run with its reason")
    func givesUp() async throws {
        try await withTemporaryDirectory { directory in
            let system = try ScriptedSystem(in: directory)
            let runner = system.runner([.redis: "echo bad setting >&2; exit 78", .postgres: Self.service("postgres")])
            runner.start([.postgres, .redis])
            await #expect(throws: UpError.keepsFailing(.redis, .exited(code: 78))) { try await runner.run() }
            #expect(system.text("log").contains("redis       | bad setting\n"))
            #expect(system.text("stops") == "postgres\n")
        }
    }

    @Test("a program that does not exist is told by name")
    func missingProgram() async throws {
        try await withTemporaryDirectory { directory in
            let system = try ScriptedSystem(in: directory)
            let runner = SupervisorRunner(
                commands: [.course: ProcessCommand(executable: "/nonexistent/lyceum-course", environment: [:])],
                pidFiles: PidFiles(directory: directory), log: system.log)
            runner.start([.course])
            await #expect(throws: UpError.self) { try await runner.run() }
            #expect(system.text("log").contains("/nonexistent/lyceum-course"))
        }
    }

    @Test("a process sees exactly the variables that it was given")
    func environment() async throws {
        try await withTemporaryDirectory { directory in
            let system = try ScriptedSystem(in: directory)
            // Of many lengths, so that no end is right by chance.
            let variables = Dictionary(
                uniqueKeysWithValues: (0..<64).map { ("NAME_\($0)", String(repeating: "v", count: $0)) })
            let command = ProcessCommand(
                executable: "/usr/bin/env", arguments: ["sh", "-c", "/usr/bin/env > \(directory)/seen; sleep 60"],
                environment: variables.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given })
            let runner = SupervisorRunner(
                commands: [.course: command], pidFiles: PidFiles(directory: directory), log: system.log)
            runner.start([.course])
            try await withThrowingTaskGroup { group in
                group.addTask { try await runner.run() }
                try await system.wait(for: "seen", lines: variables.count)
                runner.stop()
                try await group.waitForAll()
            }
            let seen = Set(system.text("seen").split(separator: "\n").map(String.init))
            #expect(seen.isSuperset(of: variables.map { "\($0.key)=\($0.value)" }))
            #expect(seen.filter { $0.hasPrefix("LYCEUM") || $0.hasPrefix("HOME") } == [])
        }
    }
}
