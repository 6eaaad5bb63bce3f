import NIOCore
import Testing

@testable import Gateway

@Suite("Cursors")
struct CursorSignerTests {
    private let signer = CursorSigner(key: Array("0123456789abcdef".utf8))

    @Test("What was signed is verified, whatever its length", arguments: 1...40)
    func roundTrip(length: Int) throws {
        let position = ByteBuffer(bytes: (0..<length).map { UInt8((250 + $0) & 255) })
        let cursor = signer.signed(position, for: "courses")
        #expect(
            cursor.utf8.allSatisfy { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") })
        #expect(try signer.verified(cursor, for: "courses") == position)
    }

    @Test(
        "A cursor is base64url of 16 bytes of HMAC-SHA256 over purpose, NUL and position, and of the position, each time",
        arguments: [
            ("courses", "position", "o3gMcJF1kYchqHmUbK0BgXBvc2l0aW9u"),
            ("courses", "another", "nT3V024W8m-gtpu2v02eRmFub3RoZXI"),
            ("me/courses 0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "position", "TVGyAZ95u7fN1B5JpiVN4XBvc2l0aW9u"),
        ])
    func text(purpose: String, position: String, cursor: String) {
        for _ in 0..<3 { #expect(signer.signed(ByteBuffer(string: position), for: purpose) == cursor) }
    }

    @Test("A fingerprint is its key's, whichever signer has that")
    func fingerprint() {
        #expect(CursorSigner(key: Array("0123456789abcdef".utf8)).fingerprint == signer.fingerprint)
        #expect(CursorSigner(key: Array("0123456789abcdeg".utf8)).fingerprint != signer.fingerprint)
    }

    @Test("Another purpose, another key, any changed character: refused")
    func forgery() {
        let cursor = signer.signed(ByteBuffer(string: "position"), for: "courses")
        #expect(throws: Problem.self) { try signer.verified(cursor, for: "leaderboard") }
        #expect(throws: Problem.self) {
            try CursorSigner(key: Array(repeating: 1, count: 16)).verified(cursor, for: "courses")
        }
        for index in cursor.indices {
            var changed = cursor
            changed.replaceSubrange(index...index, with: cursor[index] == "A" ? "B" : "A")
            // The last character may carry bits that base64 does not use.
            guard index != cursor.index(before: cursor.endIndex) else { continue }
            #expect(throws: Problem.self) { try signer.verified(changed, for: "courses") }
        }
    }

    @Test("Nonsense is refused", arguments: ["", "x", "....", "AAAA", "ü", "AAAAAAAAAAAAAAAAAAAAAA"])
    func nonsense(text: String) {
        #expect(throws: Problem.self) { try signer.verified(text, for: "courses") }
    }
}
