import Foundation
import Subprocess
import SystemPackage
import Testing

@testable import lyceum

@Suite("State directory", .timeLimit(.minutes(1)))
struct UpStateTests {
    @Test(
        "the start of a process is found behind a name with spaces and parentheses",
        arguments: ["sleep", "a b", "x) S (y", ")"])
    func readsStartTicks(name: String) {
        let fields = (4...30).map { $0 == 22 ? "777" : "0" }.joined(separator: " ")
        #expect(ProcessIdentity.startTicks(in: "42 (\(name)) S \(fields)") == "777")
        #expect(ProcessIdentity.startTicks(in: "42 (\(name)) Z \(fields)") == nil)
        #expect(ProcessIdentity.startTicks(in: "42 (\(name)) S 1 2 3") == nil)
    }

    @Test("our own process is recognised, another one of its id is not")
    func identifies() throws {
        let us = try #require(ProcessIdentity(running: getpid()))
        #expect(us.isRunning)
        #expect(!ProcessIdentity(processID: getpid(), started: "another boot 1").isRunning)
        #expect(!ProcessIdentity(processID: .max, started: us.started).isRunning)
    }

    @Test("pid files hold the id alone, and are gone after the end")
    func pidFiles() async throws {
        try await withTemporaryDirectory { directory in
            let files = PidFiles(directory: directory)
            #expect(files.recorded(.cache) == nil)
            files.write(getpid(), for: .cache)
            let text = try String(contentsOfFile: directory.appending("cache.pid").string, encoding: .utf8)
            #expect(text == "\(getpid())\n")
            #expect(files.recorded(.cache) == ProcessIdentity(running: getpid()))
            files.remove(.cache)
            let left = try FileManager.default.contentsOfDirectory(atPath: directory.string)
            #expect(left == [])
        }
    }

    @Test("what was left running is stopped, a stranger that got its id is not", arguments: [true, false])
    func stopsLeftovers(isOurs: Bool) async throws {
        try await withTemporaryDirectory { directory in
            let files = PidFiles(directory: directory)
            let outcome = try await Subprocess.run(
                .path("/bin/sleep"), arguments: ["60"], input: .none, output: .discarded, error: .discarded
            ) { execution in
                files.write(execution.processIdentifier.value, for: .gateway)
                if !isOurs { try directory.appending("gateway.started").replaceContents("another boot 1\n") }
                let stopped = await LeftoverProcesses(pidFiles: files).stop()
                #expect(stopped == (isOurs ? [.gateway] : []))
                #expect(files.recorded(.gateway) == nil)
                if !isOurs { try execution.send(signal: .kill) }
            }
            #expect(outcome.terminationStatus == .signaled(isOurs ? SIGTERM : SIGKILL))
        }
    }

    @Test("one process at a time has the lock, and says who it is")
    func locks() async throws {
        try await withTemporaryDirectory { directory in
            let state = try StateDirectory(at: directory.string)
            try await whileLocked(directory) {
                let canLockTwice = try canLock(directory)
                #expect(!canLockTwice)
                let holder = StateLock.holder(in: directory)
                #expect(holder.processID == "\(getpid())" && holder.purpose == .running)
                await #expect(
                    throws: UpError.alreadyRunning(stateDirectory: state.path.string, processID: "\(getpid())")
                ) { _ = try await state.lock() }
            }
            let canLockAgain = try canLock(directory)
            #expect(canLockAgain)
        }
    }

    @Test("the lock is given back though a process that is being started has its file still")
    func lockOfChild() async throws {
        try await withTemporaryDirectory { directory in
            var inherited: CInt = -1
            try await whileLocked(directory) { inherited = duplicate(of: directory.appending("lock")) }
            defer { close(inherited) }
            #expect(inherited >= 0)
            let canLockAgain = try canLock(directory)
            #expect(canLockAgain)
        }
    }

    /// What a fork has of a file that this process has open; -1 where it has none.
    private func duplicate(of file: FilePath) -> CInt {
        var wanted = stat()
        guard stat(file.string, &wanted) == 0 else { return -1 }
        let original = (0..<CInt(1024)).first { descriptor in
            var found = stat()
            return fstat(descriptor, &found) == 0 && found.st_ino == wanted.st_ino && found.st_dev == wanted.st_dev
        }
        return original.map { dup($0) } ?? -1
    }

    private func whileLocked(_ directory: FilePath, _ body: () async throws -> Void) async throws {
        guard let lock = try StateLock.take(in: directory, for: .running) else {
            Issue.record("the lock of an empty folder was not to be had")
            return
        }
        try await body()
        _ = consume lock
    }

    private func canLock(_ directory: FilePath) throws -> Bool {
        switch try StateLock.take(in: directory, for: .cleaning) {
        case .none: false
        case .some: true
        }
    }

    @Test("a secret is made once, is long, and is its owner's alone")
    func secrets() async throws {
        try await withTemporaryDirectory { directory in
            let first = try GeneratedSecret("one", in: directory)
            #expect(first.text.utf8.count == 64)
            #expect(first.text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) })
            #expect(try GeneratedSecret("one", in: directory).text == first.text)
            #expect(try GeneratedSecret("two", in: directory).text != first.text)
            #expect(try directory.appending("one").stat().permissions == .ownerReadWrite)
        }
    }

    @Test("a folder for sockets is refused when it is a link or a file")
    func refusesTraps() async throws {
        try await withTemporaryDirectory { directory in
            let trap = directory.appending("link")
            try FileManager.default.createSymbolicLink(atPath: trap.string, withDestinationPath: "/tmp")
            #expect(throws: UpError.unusableDirectory(trap.string, reason: "it is not a folder")) {
                try trap.makePrivateDirectory(for: nil)
            }
            let good = directory.appending("folder")
            try good.makePrivateDirectory(for: nil)
            try good.makePrivateDirectory(for: nil)
            #expect(try good.stat().permissions == .ownerReadWriteExecute)
        }
    }

    @Test("a folder below one that others can't pass is out of reach for them")
    func reachability() async throws {
        try await withTemporaryDirectory { directory in
            let stranger = SystemAccount(name: "nobody", userID: 65_534, groupID: 65_534)
            let inner = directory.appending("private").appending("inner")
            try FileManager.default.createDirectory(atPath: inner.string, withIntermediateDirectories: true)
            #expect(inner.isReachable(by: stranger))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: directory.appending("private").string)
            #expect(!inner.isReachable(by: stranger))
            #expect(inner.isReachable(by: SystemAccount(name: "us", userID: geteuid(), groupID: getegid())))
        }
    }
}
