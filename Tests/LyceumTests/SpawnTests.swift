import Glibc
import TestSupport
import Testing

@Suite("Programs that tests start", .timeLimit(.minutes(1)))
struct SpawnTests {
    @Test("a file that is closed here is not held open by a program that was started while it was open")
    func inheritance() throws {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let program = try spawn(["sleep", "600"], environment: ["PATH": "/usr/bin:/bin"]) { $0.log(to: "/dev/null") }
        close(ends[1])
        var end = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
        #expect(poll(&end, 1, 60_000) == 1)
        #expect(end.revents & Int16(POLLHUP) != 0)
        kill(program, SIGKILL)
        var status: CInt = 0
        #expect(waitpid(program, &status, 0) == program)
    }

    @Test("a program that is watched is told to end when nobody watches it any more; one that was let go is not")
    func watch() async throws {
        let programs = try (0..<2).map { _ in
            try spawn(["sleep", "600"], environment: ["PATH": "/usr/bin:/bin"]) { $0.log(to: "/dev/null") }
        }
        var watch: OrphanWatch? = try OrphanWatch()
        for program in programs { watch?.begin(program) }
        watch?.end(programs[0])
        watch = nil
        var status: CInt = 0
        try await eventually { waitpid(programs[1], &status, WNOHANG) == programs[1] }
        #expect(status == SIGTERM)
        #expect(waitpid(programs[0], &status, WNOHANG) == 0)
        kill(programs[0], SIGKILL)
        #expect(waitpid(programs[0], &status, 0) == programs[0])
        #expect(status == SIGKILL)
    }

    @Test("a program that does not exist is told by its name")
    func missing() {
        let error = #expect(throws: SpawnError.self) {
            try spawn(["lyceum-nobody"], environment: ["PATH": "/usr/bin:/bin"]) { $0.log(to: "/dev/null") }
        }
        #expect(error?.description == "lyceum-nobody can't be started: No such file or directory")
    }
}
