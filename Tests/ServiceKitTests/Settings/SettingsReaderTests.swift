import FoundationEssentials
import Testing

@testable import ServiceKit

@Suite("Reading settings")
struct SettingsReaderTests {
    private func reader(_ environment: [String: String], as role: ProcessRole = .gateway) -> SettingsReader {
        SettingsReader(role: role, environment: environment)
    }

    private func withFile<Result>(_ content: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appending(path: "lyceum-secret-\(UUID())")
        try Data(content).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    @Test("the environment wins over the default, and an empty variable counts as not set")
    func precedence() throws {
        #expect(try reader([:]).value(Settings.httpPort) == 8080)
        #expect(try reader(["LYCEUM_HTTP_PORT": ""]).value(Settings.httpPort) == 8080)
        #expect(try reader(["LYCEUM_HTTP_PORT": "9000"]).value(Settings.httpPort) == 9000)
    }

    @Test("an optional setting is nil when it is not set, and malformed when it is malformed")
    func optional() throws {
        #expect(try reader([:]).value(Settings.redisURL) == nil)
        #expect(throws: SettingError.self) { try reader(["LYCEUM_REDIS_URL": "x"]).value(Settings.redisURL) }
    }

    @Test("addresses default to the listener of their service, wherever it was moved")
    func fallback() throws {
        #expect(try reader([:]).value(Settings.courseAddresses) == [HostPort(host: "127.0.0.1", port: 7101)])
        let moved = reader(["LYCEUM_COURSE_LISTEN": "10.0.0.1:1"])
        #expect(try moved.value(Settings.courseAddresses) == [HostPort(host: "10.0.0.1", port: 1)])
        let both = reader(["LYCEUM_COURSE_LISTEN": "10.0.0.1:1", "LYCEUM_COURSE_ADDRESSES": "a:2,b:3"])
        #expect(try both.value(Settings.courseAddresses).count == 2)
    }

    @Test("a setting that the process requires is missed by name")
    func required() {
        let error = #expect(throws: SettingError.self) {
            try reader([:], as: .course).required(Settings.courseDatabaseURL)
        }
        #expect(
            error?.description == """
                LYCEUM_COURSE_DATABASE_URL: is not set; expected a URL like \
                postgresql://user:password@host:5432/database (or LYCEUM_COURSE_DATABASE_URL_FILE, the path of a \
                file that holds it)
                """)
    }

    @Test("a secret is read from a file, without the line end")
    func secretFile() throws {
        try withFile(Array("correct horse battery\n".utf8)) { path in
            let key = try reader(["LYCEUM_CURSOR_KEY_FILE": path]).value(Settings.cursorKey)
            #expect(key?.revealed == Array("correct horse battery".utf8))
        }
    }

    @Test("a secret given both ways is ambiguous")
    func ambiguousSecret() {
        let both = reader(["LYCEUM_CURSOR_KEY": "correct horse battery", "LYCEUM_CURSOR_KEY_FILE": "/dev/null"])
        let error = #expect(throws: SettingError.self) { try both.value(Settings.cursorKey) }
        #expect(
            error?.description
                == "LYCEUM_CURSOR_KEY: is set, and so is LYCEUM_CURSOR_KEY_FILE; expected one of the two")
    }

    @Test(
        "a file that holds no secret is refused by the name of its variable",
        arguments: [
            ([], "is empty"), (Array("\n".utf8), "is empty"), ([0xff, 0xfe], "is not UTF-8 text"),
            (Array(repeating: 0x61, count: 65_537), "is over 65536 bytes"),
        ] as [([UInt8], String)])
    func badSecretFile(content: [UInt8], problem: String) throws {
        try withFile(content) { path in
            let error = #expect(throws: SettingError.self) {
                try reader(["LYCEUM_CURSOR_KEY_FILE": path]).value(Settings.cursorKey)
            }
            #expect(error?.description == "LYCEUM_CURSOR_KEY_FILE: the file \(path.debugDescription) \(problem)")
        }
    }

    @Test("a missing file is refused by the name of its variable")
    func missingSecretFile() {
        let error = #expect(throws: SettingError.self) {
            try reader(["LYCEUM_CURSOR_KEY_FILE": "/nowhere/key"]).value(Settings.cursorKey)
        }
        #expect(error?.description == #"LYCEUM_CURSOR_KEY_FILE: the file "/nowhere/key" can't be read"#)
    }

    @Test("all problems of a process are told at once, and those of others are not")
    func problems() {
        let environment = [
            "LYCEUM_LOG_LEVEL": "loud", "LYCEUM_DATABASE_CONNECTIONS": "0", "LYCEUM_HTTP_PORT": "x",
        ]
        #expect(
            reader(environment, as: .course).problems().map(\.name) == [
                "LYCEUM_LOG_LEVEL", "LYCEUM_COURSE_DATABASE_URL", "LYCEUM_DATABASE_CONNECTIONS",
            ])
        #expect(reader([:], as: .gateway).problems().isEmpty)
    }

    @Test("a misspelt variable is noticed")
    func unknownNames() {
        let environment = [
            "LYCEUM_HTP_PORT": "1", "LYCEUM_HTTP_PORT": "1", "LYCEUM_REDIS_URL_FILE": "/x", "PATH": "/bin",
            "LYCEUM_HTTP_PORT_FILE": "/x",
        ]
        #expect(reader(environment).unknownNames() == ["LYCEUM_HTP_PORT", "LYCEUM_HTTP_PORT_FILE"])
    }
}
