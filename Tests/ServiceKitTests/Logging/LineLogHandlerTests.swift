import Logging
import Testing

@testable import ServiceKit

@Suite("Log lines")
struct LineLogHandlerTests {
    private let recorder = LogRecorder()

    @Test("an event is one readable line with its metadata sorted by key")
    func text() {
        recorder.logger().warning("Statement was slow", metadata: ["statement": "course_by_ids", "elapsed": "0.120 s"])
        #expect(
            recorder.lines == [
                """
                2026-05-01T12:34:56.789Z WARNING course Statement was slow elapsed="0.120 s" statement=course_by_ids\n
                """
            ])
    }

    @Test("an event is one JSON object that keeps the structure of its metadata")
    func json() {
        recorder.logger(.json).info(
            "Batch done",
            metadata: ["keys": ["a", "b\n"], "peer": ["host": "h", "port": .stringConvertible(7101)]])
        #expect(
            recorder.lines == [
                #"{"time":"2026-05-01T12:34:56.789Z","level":"info","service":"course","message":"Batch done","#
                    + #""metadata":{"keys":["a","b\n"],"peer":{"host":"h","port":"7101"}}}"# + "\n"
            ])
    }

    @Test("a JSON line without metadata has none")
    func jsonWithoutMetadata() {
        recorder.logger(.json).info("Up")
        #expect(recorder.lines.first?.hasSuffix(#""message":"Up"}"# + "\n") == true)
    }

    @Test(
        "a value can't forge a line, a key or a terminal command",
        arguments: [
            ("a\nb", #""a\nb""#), ("a\rb", #""a\rb""#), ("a\tb", #""a\tb""#), ("", #""""#), ("a b", #""a b""#),
            (#"say "hi""#, #""say \"hi\"""#), ("x=y", #""x=y""#), (#"c:\dir"#, #""c:\\dir""#),
            ("\u{1b}[31m", #""\u001b[31m""#), ("\u{9b}31m", #""\u009b31m""#), ("a\u{2028}b", #""a\u2028b""#),
            ("\u{7f}", #""\u007f""#), ("héllo", "héllo"), ("127.0.0.1:80", "127.0.0.1:80"),
        ])
    func escapedValue(value: String, written: String) {
        recorder.logger().info("m", metadata: ["k": "\(value)"])
        #expect(recorder.lines == ["2026-05-01T12:34:56.789Z INFO    course m k=\(written)\n"])
    }

    @Test("a message and a key can't forge a line either", arguments: LogFormat.allCases)
    func escapedMessage(format: LogFormat) {
        recorder.logger(format).info("a\nb \u{1b}", metadata: ["k\n": "v"])
        #expect(recorder.lines.count == 1)
        #expect(recorder.lines[0].dropLast().allSatisfy { !$0.isNewline && $0 != "\u{1b}" })
        #expect(recorder.lines[0].contains(#"a\nb \u001b"#))
    }

    @Test("a long value is cut", arguments: LogFormat.allCases)
    func longValue(format: LogFormat) {
        recorder.logger(format).info("m", metadata: ["k": "\(String(repeating: "é", count: 5_000))"])
        #expect(recorder.lines[0].filter { $0 == "é" }.count == 2_048)
        #expect(recorder.lines[0].contains("é…"))
    }

    @Test("metadata of the event wins over the task's, and that over the logger's")
    func precedence() {
        var logger = Logger(label: "test") { [recorder] _ in recorder.logger().handler }
        logger[metadataKey: "a"] = "logger"
        logger[metadataKey: "b"] = "logger"
        logger[metadataKey: "c"] = "logger"
        logger.handler.metadataProvider = Logger.MetadataProvider { ["b": "task", "c": "task"] }
        logger.info("m", metadata: ["c": "event"])
        #expect(recorder.lines.first?.hasSuffix("m a=logger b=task c=event\n") == true)
    }

    @Test("nothing below the level is written")
    func level() {
        let logger = recorder.logger(level: .warning)
        logger.info("quiet")
        logger.error("loud")
        #expect(recorder.lines.count == 1)
    }
}

@Suite("Times as text")
struct RFC3339Tests {
    @Test(
        "a time is written in UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_399_999_999, "2000-02-28T23:59:59.999Z"), (951_782_400_000_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000Z"), (253_402_300_799_000_000, "9999-12-31T23:59:59.000Z"),
            (-62_167_219_200_000_000, "0000-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func format(microseconds: Int64, text: String) {
        #expect(RFC3339.format(microseconds: microseconds) == text)
    }
}
