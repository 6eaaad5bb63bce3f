import Foundation
import Testing

@testable import ServiceKit

@Suite("Headers with credentials")
struct SecretHeadersTests {
    private func fields(_ text: String) throws -> [String] {
        try SettingKind.secretHeaders.parse(text, for: "X").revealed.map { "\($0.name): \($0.value)" }
    }

    @Test(
        "pairs are separated by commas, names are in lower case, values are decoded",
        arguments: [
            ("api-key=abc", ["api-key: abc"]),
            ("Authorization=Basic%20YTpi", ["authorization: Basic YTpi"]),
            ("authorization=Bearer abc", ["authorization: Bearer abc"]),
            (" a = 1 ,\n\tb=2 ", ["a: 1", "b: 2"]),
            ("a=1=2;p=3", ["a: 1=2;p=3"]),
            ("a=x%2Cy%25%3d+", ["a: x,y%=+"]),
        ])
    func accepted(text: String, expected: [String]) throws {
        #expect(try fields(text) == expected)
    }

    @Test(
        "a bad pair is named by its place, and nothing of it is shown",
        arguments: [
            ("s3cret", "number 1, that has no ="),
            ("a=1,", "number 2, that has no ="),
            ("=s3cret", "number 1, that has no header name before its ="),
            ("s3 cret=1", "number 1, that has no header name before its ="),
            ("a=1,b= ", "number 2, that has no value"),
            ("a=s3cret%2", "number 1, that has a % without two hexadecimal digits behind it"),
            ("a=s3cret%+1", "number 1, that has a % without two hexadecimal digits behind it"),
            ("a=s3cret%0d%0ax: y", "number 1, that has characters in its value that are not printable ASCII"),
            ("a=s3cret\u{e9}", "number 1, that has characters in its value that are not printable ASCII"),
            ("a=s3cret%ff", "number 1, that has characters in its value that are not printable ASCII"),
            ("a=s3cret,A=s3cret", "number 2, that repeats the name of an earlier one"),
            ("Content-Length=3", "number 1, that sets a header that is not free to be set"),
            ("a=" + String(repeating: "s3", count: 4_096), "is too long"),
            (Array(repeating: "a=1", count: 33).joined(separator: ","), "has more than 32 pairs"),
        ])
    func refused(text: String, reason: String) throws {
        let error = #expect(throws: SettingError.self) {
            try SettingKind.secretHeaders.parse(text, for: "OTEL_EXPORTER_OTLP_HEADERS")
        }
        let description = try #require(error).description
        #expect(description.hasPrefix("OTEL_EXPORTER_OTLP_HEADERS: the value (not shown) "))
        #expect(description.contains(reason + "; expected "), "\(description)")
        #expect(!description.contains("s3"))
    }

    @Test("no way of printing them shows a value")
    func printed() throws {
        struct Enclosing { let headers: SecretHeaders }
        let headers = try SettingKind.secretHeaders.parse("api-key=s3cret,authorization=s3cret", for: "X")
        var dumped = ""
        dump(Enclosing(headers: headers), to: &dumped)
        for text in ["\(headers)", String(reflecting: headers), "\(Enclosing(headers: headers))", dumped] {
            #expect(text.contains("headers api-key, authorization"))
            #expect(!text.contains("s3cret"))
        }
    }

    @Test("they may be in a file; a process with bad ones does not start", arguments: Set<ProcessRole>.services)
    func settings(role: ProcessRole) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "headers-\(UUID())")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("api-key=abc,\nauthorization=Bearer%20x\n".utf8).write(to: file)
        let filed = SettingsReader(role: role, environment: ["OTEL_EXPORTER_OTLP_HEADERS_FILE": file.path])
        #expect(try filed.value(Settings.traceHeaders)?.revealed.map(\.value) == ["abc", "Bearer x"])
        let bad = SettingsReader(role: role, environment: ["OTEL_EXPORTER_OTLP_HEADERS": "s3cret"])
        #expect(bad.problems().contains { $0.name == "OTEL_EXPORTER_OTLP_HEADERS" })
    }
}
