import HTTPTypes
import HummingbirdTesting
import LogLimits
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Gateway

@Suite("Slow requests", .timeLimit(.minutes(2)))
struct SlowRequestLogTests {
    @Test("So many lines in a span of time, then the count of those left out")
    func allowance() {
        var allowance = LogAllowance(2, per: .seconds(10))
        let start = NIODeadline.uptimeNanoseconds(1)
        #expect(allowance.take(at: start) == 0)
        #expect(allowance.take(at: start + .seconds(9)) == 0)
        #expect(allowance.take(at: start + .seconds(9)) == nil)
        #expect(allowance.take(at: start + .seconds(9)) == nil)
        #expect(allowance.take(at: start + .seconds(10)) == 2)
        #expect(allowance.take(at: start + .seconds(11)) == 0)
        #expect(allowance.take(at: start + .seconds(11)) == nil)
    }

    /// What is logged by a gateway whose requests are slow beyond the threshold.
    private func log(threshold: TimeAmount, _ uri: String) async throws -> [RecordedLine] {
        let lines = LineRecorder()
        try await TestGateway().run(changing: { $0.slowRequest = threshold }, logger: lines.logger) { client in
            _ = try await client.get(uri)
        }
        return lines.all
    }

    @Test("A request beyond the threshold is logged as a warning with its Server-Timing, without its query")
    func slow() async throws {
        let lines = try await log(threshold: .zero, "/api/v1/courses?limit=1&q=secret")
        let line = try #require(lines.first { $0.message == "slow request" })
        #expect(line.level == .warning)
        #expect(line.metadata["method"] == "GET")
        #expect(line.metadata["path"] == "/api/v1/courses")
        #expect(line.metadata["status"] == "200")
        #expect(line.metadata["server_timing"]?.description.contains("ListCourses;dur=") == true)
        #expect(!"\(line.metadata)".contains("secret"))
    }

    @Test("Others are not logged")
    func quick() async throws {
        #expect(try await log(threshold: .hours(1), "/api/v1/courses").isEmpty)
    }
}

/// A line of a log.
struct RecordedLine: Sendable {
    let level: Logger.Level
    let message: String
    let metadata: Logger.Metadata
}

/// Keeps what is logged.
final class LineRecorder: Sendable {
    private let lines = Mutex<[RecordedLine]>([])

    var all: [RecordedLine] { lines.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(recorder: self) }
    }

    private struct Handler: LogHandler {
        let recorder: LineRecorder
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let line = RecordedLine(
                level: event.level, message: "\(event.message)", metadata: event.metadata ?? [:])
            recorder.lines.withLock { $0.append(line) }
        }
    }
}
