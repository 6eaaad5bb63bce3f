import Glibc
import Testing

@testable import ServiceKit

@Suite("Lines for a reader who may not read", .timeLimit(.minutes(1)))
struct LineOutputTests {
    private func write(_ line: String, to output: LineOutput) {
        output.write(line) { "\($0) dropped\n" }
    }

    @Test("What a pipe that nobody reads has no room for is dropped, and counted once somebody reads")
    func stalledReader() throws {
        let pipe = try TestPipe()
        let output = LineOutput(descriptor: pipe.writer)
        for _ in 0..<2_000 { write(String(repeating: "x", count: 100) + "\n", to: output) }
        let taken = pipe.readAll().count { $0 == UInt8(ascii: "\n") }
        #expect(taken > 0 && taken < 2_000)
        write("next\n", to: output)
        write("last\n", to: output)
        #expect(String(decoding: pipe.readAll(), as: UTF8.self) == "\(2_000 - taken) dropped\nnext\nlast\n")
    }

    @Test("A line that is too long for the room is cut, and the next one begins anew")
    func cutLine() throws {
        let pipe = try TestPipe()
        let output = LineOutput(descriptor: pipe.writer)
        write(String(repeating: "x", count: 2_000_000) + "\n", to: output)
        let cut = pipe.readAll()
        #expect(!cut.isEmpty && cut.allSatisfy { $0 == UInt8(ascii: "x") })
        write("next\n", to: output)
        #expect(String(decoding: pipe.readAll(), as: UTF8.self) == "\n1 dropped\nnext\n")
    }

    @Test("A terminal that nobody reads does not stop who writes")
    func stalledTerminal() {
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK)
        defer { close(terminal) }
        // TIOCSPTLCK and TIOCGPTN, as unlockpt(3) and ptsname(3) ask.
        var (isLocked, number): (CInt, CInt) = (0, -1)
        #expect(ioctl(terminal, 0x4004_5431, &isLocked) == 0)
        #expect(ioctl(terminal, 0x8004_5430, &number) == 0)
        let end = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        #expect(end >= 0)
        defer { close(end) }
        let output = LineOutput(descriptor: end)
        for _ in 0..<2_000 { write(String(repeating: "x", count: 100) + "\n", to: output) }
        var bytes = [UInt8](repeating: 0, count: 100_000)
        let count = read(terminal, &bytes, bytes.count)
        #expect(count > 0 && count < 200_000)
        // Others' descriptor still blocks.
        #expect(fcntl(end, F_GETFL) & O_NONBLOCK == 0)
    }

    @Test("A long line that has room arrives whole")
    func longLine() throws {
        let pipe = try TestPipe()
        let line = String(repeating: "ü", count: 3_000) + "\n"
        write(line, to: LineOutput(descriptor: pipe.writer))
        #expect(String(decoding: pipe.readAll(), as: UTF8.self) == line)
    }
}

/// A pipe whose writing blocks, as that of a process does.
private final class TestPipe {
    let reader: CInt
    let writer: CInt

    private struct NoPipe: Error {
        let code: CInt
    }

    init() throws {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw NoPipe(code: errno) }
        (reader, writer) = (ends[0], ends[1])
        _ = fcntl(reader, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(reader)
        close(writer)
    }

    /// What is in it now.
    func readAll() -> [UInt8] {
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(reader, &piece, piece.count), count > 0 {
            all += piece.prefix(count)
        }
        return all
    }
}
