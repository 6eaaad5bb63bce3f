import Crypto
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Testing

@testable import Gateway

/// What tags are made of, byte for byte: gateways of one build give the same tag for the same state.
@Suite("Digests of versions", .timeLimit(.minutes(2)))
struct VersionDigestTests {
    private let build = Array(LyceumVersion.current.utf8)
    private let id = UUID()

    /// The first 24 hexadecimal digits of a hash.
    private static func digits(_ material: [UInt8]) -> String {
        SHA256.hash(data: material).prefix(12).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }

    private static func number(_ number: Int64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    private static func text(_ text: String) -> [UInt8] {
        number(Int64(text.utf8.count)) + Array(text.utf8)
    }

    @Test("Without anything else it is the build's version")
    func ofBuild() {
        #expect(VersionDigest().text == Self.digits(build))
    }

    @Test("Numbers, texts, ids and bytes are added one behind the other, texts and bytes with their lengths")
    func parts() {
        var digest = VersionDigest()
        digest.add(-2 as Int32)
        digest.add("é")
        digest.add(id)
        digest.add(ByteBuffer(bytes: [1, 2]))
        var material = build + Self.number(-2) + Self.text("é")
        material += id.bytes.readableBytesView
        material += Self.number(2)
        material += [1, 2]
        #expect(digest.text == Self.digits(material))
    }

    @Test("What is added to a copy is the copy's")
    func copies() {
        var one = VersionDigest()
        one.add(1)
        var other = one
        other.add(2)
        #expect(one.text == Self.digits(build + Self.number(1)))
        #expect(other.text == Self.digits(build + Self.number(1) + Self.number(2)))
        #expect(VersionDigest().text == Self.digits(build))
    }

    @Test("A page's tag is of parameters, what pagination tells, its cursor's key, and courses by id and versions")
    func page() async throws {
        let gateway = TestGateway()
        gateway.catalogue.set { state in
            state.version = 1
            state.statsVersion = 2
            state.creatorVersion = 3
        }
        try await gateway.run { [build] client in
            let answer = try await client.get("/api/v1/courses?limit=1&include=creator")
            var material = build
            for text in ["include", "creator", "limit", "1"] { material += Self.text(text) }
            material += Self.number(gateway.catalogue.current.total)
            material += Self.number(0)
            material += Self.text("position")
            let cursors = CursorSigner(key: [UInt8](repeating: 1, count: 32))
            material += Self.number(Int64(truncatingIfNeeded: cursors.fingerprint))
            material += StubCatalogue.creatorID.bytes.readableBytesView
            // The course's version, that of its statistics, and the creator's.
            for version in 1...3 { material += Self.number(Int64(version)) }
            #expect(answer.headers[.eTag] == "\"\(Self.digits(material))\"")
        }
    }
}
