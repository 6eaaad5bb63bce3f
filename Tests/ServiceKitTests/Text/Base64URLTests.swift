import Foundation
import ServiceKit
import Testing

@Suite("base64url")
struct Base64URLTests {
    @Test(
        "texts are those of RFC 4648, section 10, without padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(plain: String, text: String) {
        #expect(Base64URL.encode(plain.utf8) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test("bytes of every length come back, and are Foundation's base64 with - and _")
    func everyLength() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 251) }
        for length in 0..<300 {
            let text = Base64URL.encode(bytes.prefix(length))
            let base64 = Data(bytes.prefix(length)).base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(text == base64)
            #expect(Base64URL.decode(text) == Array(bytes.prefix(length)))
        }
    }

    @Test(
        "other characters and lengths are refused",
        arguments: [
            "Zg==", "Z", "Zm9vY", "Zm9+", "Zm9/", "Zm 9", "Zm9v\n", "Zm9\u{e9}", "\0\0\0\0",
        ])
    func refused(text: String) {
        #expect(Base64URL.decode(text) == nil)
        #expect(Base64URL.decode("Zm9v" + text) == nil)
    }
}
