import Foundation
import SystemPackage
import Testing

@testable import lyceum

@Suite("Output of supervised processes")
struct UpOutputTests {
    @Test("lines are put together from pieces, whatever the pieces are", arguments: 1...9)
    func assembles(pieceSize: Int) {
        let text = Array("first\n\nthird: ñ\r\nlast".utf8)
        var assembler = LineAssembler()
        var lines: [String] = []
        for start in stride(from: 0, to: text.count, by: pieceSize) {
            lines += assembler.append(text[start..<min(start + pieceSize, text.count)])
        }
        #expect(lines == ["first", "", "third: ñ"])
        #expect(assembler.finish() == "last")
        #expect(assembler.finish() == nil)
    }

    @Test("a line without end is cut, so that it can't fill the memory")
    func cutsLongLines() {
        var assembler = LineAssembler()
        let limit = LineAssembler.lineLimit
        let lines = assembler.append(repeatElement(UInt8(ascii: "x"), count: 2 * limit + 3))
        #expect(lines.map(\.utf8.count) == [limit, limit])
        #expect(assembler.finish() == "xxx")
    }

    @Test("each line carries its process's name, in one column")
    func prefixes() async throws {
        let text = try await written { log in
            log.write("listening", from: .course)
            log.write("listening", from: .leaderboard)
            log.announce("ready")
        }
        #expect(text == "course      | listening\nleaderboard | listening\nready\n")
    }

    @Test("names are coloured where a person watches, lines are not")
    func colours() async throws {
        let text = try await written(isTerminal: true) { $0.write("listening", from: .course) }
        #expect(text == "\u{1b}[32mcourse     \u{1b}[0m | listening\n")
    }

    @Test("a progress bar gives way to the next line")
    func replacesBar() async throws {
        let text = try await written(isTerminal: true) { log in
            log.draw("half")
            log.draw("\rmore")
            log.write("listening", from: .course)
            log.write("still", from: .course)
        }
        let name = "\u{1b}[32mcourse     \u{1b}[0m"
        #expect(text == "half\rmore\r\u{1b}[K\(name) | listening\n\(name) | still\n")
    }

    @Test("without a terminal, the demo's progress is told in five lines")
    func demoProgress() async throws {
        let text = try await written { log in
            var report = DemoProgressReport(log: log)
            for step in 0...1_000 { report.update(Double(step) / 1_000) }
        }
        #expect(text == [20, 40, 60, 80, 100].map { "lyceum: demo data: \($0) %\n" }.joined())
    }

    @Test("a reader that went away does not matter")
    func survivesClosedPipe() throws {
        signal(SIGPIPE, SIG_IGN)
        let (readEnd, writeEnd) = try FileDescriptor.pipe()
        try readEnd.close()
        LogStream(descriptor: writeEnd).announce("nobody hears this")
        try writeEnd.close()
    }

    private func written(isTerminal: Bool = false, _ body: (LogStream) -> Void) async throws -> String {
        try await withTemporaryDirectory { directory in
            let file = directory.appending("log")
            let descriptor = try FileDescriptor.open(
                file, .writeOnly, options: .create, permissions: .ownerReadWrite)
            body(LogStream(descriptor: descriptor, isTerminal: isTerminal))
            try descriptor.close()
            return try String(contentsOfFile: file.string, encoding: .utf8)
        }
    }
}
