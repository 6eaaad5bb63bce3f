import Testing

@testable import ServiceKit

@Suite("Secrets")
struct SecretTests {
    private let postgres = SettingKind.secretURL(schemes: ["postgresql", "postgres"], example: "postgresql://host/db")

    @Test(
        "a URL is described without user, password and query",
        arguments: [
            ("postgresql://ann:s3cret@db:5432/lyceum", "postgresql://***@db:5432/lyceum"),
            ("postgres://ann@db/lyceum?password=s3cret", "postgres://***@db/lyceum"),
            ("postgresql:///lyceum?host=/run&password=s3cret", "postgresql:///lyceum"),
            ("postgresql://ann:s3cret@x@db/lyceum", "postgresql://***@db/lyceum"),
            ("postgresql://ann:s3cret/?#@db/lyceum#s3cret", "postgresql://***@db/lyceum"),
            ("POSTGRES://ann:s3cret@db/lyceum", "postgres://***@db/lyceum"),
        ])
    func redactedURL(text: String, shown: String) throws {
        let url = try postgres.parse(text, for: "X")
        #expect(url.description == shown)
        #expect(url.revealed == text)
    }

    @Test("no way of printing a URL shows its secret")
    func printedURL() throws {
        struct Enclosing { let url: SecretURL }
        let url = try postgres.parse("postgresql://ann:s3cret@db/lyceum", for: "X")
        var dumped = ""
        dump(Enclosing(url: url), to: &dumped)
        for text in ["\(url)", String(reflecting: url), "\(Enclosing(url: url))", "\([url])", dumped] {
            #expect(!text.contains("s3cret"))
            #expect(text.contains("db/lyceum"))
        }
    }

    @Test(
        "a malformed URL is refused without being shown",
        arguments: [
            "s3cret", "mysql://ann:s3cret@db/x", "postgresql://ann:s3 cret@db/x", "postgresql://ann:s3cret\n@db/x",
            "postgresql://s3cret" + String(repeating: "x", count: 4_096),
        ])
    func malformedURL(text: String) {
        let error = #expect(throws: SettingError.self) { try postgres.parse(text, for: "LYCEUM_X") }
        #expect(error?.description.hasPrefix("LYCEUM_X: the value (not shown) ") == true)
        #expect(error?.description.contains("s3") == false)
    }

    @Test("a key has at least 16 bytes", arguments: [(15, false), (16, true), (1_024, true), (1_025, false)])
    func keyLength(count: Int, isAccepted: Bool) {
        let text = String(repeating: "k", count: count)
        let key = try? SettingKind.secret(minimumBytes: 16).parse(text, for: "X")
        #expect((key != nil) == isAccepted)
    }

    @Test("no way of printing a key shows it")
    func printedKey() {
        let key = SecretBytes(Array("correct horse battery".utf8))
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(text.contains("secret of 21 bytes"))
            #expect(!text.contains("99"))
        }
    }
}
