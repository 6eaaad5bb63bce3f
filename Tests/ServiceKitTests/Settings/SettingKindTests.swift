import Testing

@testable import ServiceKit

@Suite("Kinds of settings")
struct SettingKindTests {
    @Test(
        "an integer is decimal and within its limits",
        arguments: [("1", 1), ("65535", 65_535), ("0", nil), ("65536", nil), ("80a", nil), ("8 0", nil), ("0x10", nil)])
    func integers(text: String, expected: Int?) {
        #expect((try? SettingKind.integer(1...65_535).parse(text, for: "X")) == expected)
    }

    @Test(
        "a size takes binary units and is within its limits",
        arguments: [
            ("512", 512), ("16KiB", 16_384), ("1MiB", 1_048_576), ("2GiB", nil), ("1MB", nil), ("MiB", nil),
            ("-1", nil), ("9223372036854775807GiB", nil),
        ])
    func sizes(text: String, expected: Int?) {
        #expect((try? SettingKind.bytes(1...(1 << 30)).parse(text, for: "X")) == expected)
    }

    @Test(
        "a duration needs a unit and is within its limits",
        arguments: [
            ("250ms", .milliseconds(250)), ("5s", .seconds(5)), ("2m", .seconds(120)), ("1h", .seconds(3_600)),
            ("2h", nil), ("5", nil), ("1.5s", nil), ("s", nil), ("-1s", nil), ("9223372036854775807h", nil),
        ] as [(String, Duration?)])
    func durations(text: String, expected: Duration?) {
        #expect((try? SettingKind.duration(.zero...(.seconds(3_600))).parse(text, for: "X")) == expected)
    }

    @Test(
        "an address is host:port",
        arguments: [
            ("127.0.0.1:7101", HostPort(host: "127.0.0.1", port: 7101)),
            ("course-1.internal:0", HostPort(host: "course-1.internal", port: 0)),
            ("[::1]:80", HostPort(host: "::1", port: 80)),
            ("::1:80", nil), ("[localhost]:80", nil), ("localhost", nil), (":80", nil), ("host:", nil),
            ("host:65536", nil), ("host:+1", nil), ("ho st:1", nil), ("http://host:1", nil),
        ])
    func hostPorts(text: String, expected: HostPort?) {
        #expect(HostPort(text) == expected)
        if let expected { #expect(expected.description == text) }
    }

    @Test("addresses are separated by commas, with spaces allowed")
    func addresses() throws {
        let addresses = try SettingKind.addresses.parse("a:1, b:2 ,[::1]:3", for: "X")
        #expect(addresses.map(\.description) == ["a:1", "b:2", "[::1]:3"])
    }

    @Test(
        "bad addresses are refused with the one that is wrong",
        arguments: [
            ("a:1,", #"holds "", which is not host:port"#), ("a:1,b", #"holds "b", which is not host:port"#),
            ("a:1,a:1", "names a:1 twice"), ("a:0", #"holds "a:0""#),
            (Array(repeating: "a:1", count: 65).joined(separator: ","), "has more than 64 addresses"),
        ])
    func badAddresses(text: String, reason: String) {
        let error = #expect(throws: SettingError.self) { try SettingKind.addresses.parse(text, for: "X") }
        #expect(error?.problem.contains(reason) == true)
    }

    @Test("a toggle is on or off", arguments: [("on", true), ("off", false), ("true", nil), ("ON", nil), ("1", nil)])
    func toggles(text: String, expected: Bool?) {
        #expect((try? SettingKind.toggle.parse(text, for: "X")) == expected)
    }

    @Test("a choice is one of its words, and the error lists them")
    func choices() throws {
        #expect(try SettingKind<DemoData>.choice.parse("none", for: "X") == .none)
        let error = #expect(throws: SettingError.self) { try SettingKind<DemoData>.choice.parse("some", for: "X") }
        #expect(error?.description == #"X: "some" is not known; expected one of full, none"#)
    }

    @Test(
        "a host has no port, scheme or space",
        arguments: [("0.0.0.0", true), ("::1", true), ("a b", false), ("", false), ("a/b", false)])
    func hosts(text: String, isHost: Bool) {
        #expect(HostPort.isHost(text) == isHost)
    }

    @Test("a path is bounded and has no NUL")
    func paths() throws {
        #expect(try SettingKind.path.parse("/var/lib/lyceum", for: "X") == "/var/lib/lyceum")
        #expect(throws: SettingError.self) { try SettingKind.path.parse("a\0b", for: "X") }
        #expect(throws: SettingError.self) {
            try SettingKind.path.parse(String(repeating: "a", count: 4_097), for: "X")
        }
    }

    @Test("an error repeats a bad value in quotes, escaped and cut")
    func shownValue() {
        let error = #expect(throws: SettingError.self) {
            try SettingKind.integer(1...2).parse("x\n" + String(repeating: "y", count: 100), for: "LYCEUM_X")
        }
        #expect(
            error?.description
                == "LYCEUM_X: \"x\\n\(String(repeating: "y", count: 78))…\" is not an integer; expected an integer from 1 to 2"
        )
    }
}
