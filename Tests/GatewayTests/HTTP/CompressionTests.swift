import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression
import Testing

@testable import Gateway

@Suite("Compression", .timeLimit(.minutes(2)))
struct CompressionTests {
    private static let course = "/api/v1/courses/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private let gateway = TestGateway()

    private func decompressed(_ bytes: ByteBuffer) throws -> ByteBuffer {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(NIOHTTPResponseDecompressor(limit: .size(1 << 24)))
        try channel.writeOutbound(
            HTTPClientRequestPart.head(HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")))
        let fields: HTTPHeaders = ["content-encoding": "gzip", "content-length": "\(bytes.readableBytes)"]
        try channel.writeInbound(
            HTTPClientResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: fields)))
        try channel.writeInbound(HTTPClientResponsePart.body(bytes))
        try channel.writeInbound(HTTPClientResponsePart.end(nil))
        var plain = ByteBuffer()
        while let part = try channel.readInbound(as: HTTPClientResponsePart.self) {
            if case .body(var bytes) = part { plain.writeBuffer(&bytes) }
        }
        _ = try channel.finish()
        return plain
    }

    @Test(
        "gzip is sent to those who take it, and like it no less than the plain body",
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("GZIP", true), ("x-gzip", true), ("br, gzip;q=0.1", true),
            ("*", true), ("gzip;q=0", false), ("gzip; q=0, *", false), ("*;q=0", false), ("br", false),
            ("identity", false), ("identity;q=0.5, gzip", true), ("identity, gzip;q=0.5", false),
            ("gzip;q=x", false), (";q=1,,", false),
        ] as [(String?, Bool)])
    func negotiation(header: String?, expected: Bool) {
        #expect(AcceptEncoding(header).prefersGzip == expected)
    }

    @Test("What is compressed comes back whole, and the same bytes give the same bytes", arguments: [0, 1, 100_000])
    func roundTrip(length: Int) throws {
        let bytes = ByteBuffer(bytes: (0..<length).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) })
        let compressed = try Gzip.compress(bytes)
        #expect(compressed.readableBytesView.starts(with: [0x1F, 0x8B]))
        #expect(try decompressed(compressed) == bytes)
        #expect(try Gzip.compress(bytes) == compressed)
    }

    @Test("A long answer is the same, in fewer bytes and with a tag of its own")
    func long() async throws {
        gateway.catalogue.set { $0.descriptionLength = 20_000 }
        try await gateway.run { client in
            let plain = try await client.get(Self.course)
            let answer = try await client.get(Self.course, [.acceptEncoding: "gzip"])
            #expect(plain.headers[.contentEncoding] == nil)
            #expect(answer.headers[.contentEncoding] == "gzip")
            #expect(answer.headers[.contentLength] == "\(answer.body.readableBytes)")
            #expect(answer.body.readableBytes < plain.body.readableBytes / 10)
            #expect(try self.decompressed(answer.body) == plain.body)
            #expect(plain.headers[.vary] == "Authorization, Accept-Encoding")
            #expect(answer.headers[.vary] == plain.headers[.vary])
            let tag = try #require(plain.headers[.eTag])
            #expect(answer.headers[.eTag] == "\(tag.dropLast())-gzip\"")
        }
    }

    @Test("Each coding's tag gets 304 with that tag; HEAD has the length and tag of GET")
    func conditions() async throws {
        gateway.catalogue.set { $0.descriptionLength = 20_000 }
        try await gateway.run { client in
            let whole = try await client.get(Self.course, [.acceptEncoding: "gzip"])
            let tag = try #require(whole.headers[.eTag])
            let known = try await client.get(Self.course, [.acceptEncoding: "gzip", .ifNoneMatch: tag])
            #expect(known.status == .notModified)
            #expect(known.headers[.eTag] == tag)
            #expect(known.headers[.vary] == whole.headers[.vary])
            #expect(known.headers[.contentEncoding] == nil)
            let head = try await client.execute(
                uri: Self.course, method: .head, headers: [.acceptEncoding: "gzip"])
            #expect(head.headers[.contentLength] == whole.headers[.contentLength])
            #expect(head.headers[.contentEncoding] == "gzip")
            #expect(head.headers[.eTag] == tag)
        }
    }

    @Test("The tag of a compressed answer can be edited by")
    func edit() throws {
        let tag = EntityTag(version: 3, detail: "1-a").gzipped
        #expect(!tag.isWeak)
        #expect(tag.version == 3)
        #expect(tag.decoded == EntityTag(version: 3, detail: "1-a"))
        #expect(EntityTag(text: "a", isWeak: true).gzipped == EntityTag(text: "a", isWeak: true))
    }

    @Test("A short answer stays as it is, and still says that it was negotiated")
    func short() async throws {
        try await gateway.run { client in
            let answer = try await client.get("\(Self.course)?fields=title", [.acceptEncoding: "gzip"])
            #expect(answer.headers[.contentEncoding] == nil)
            #expect(answer.headers[.vary] == "Authorization, Accept-Encoding")
        }
    }

    @Test("Nothing is compressed where it is switched off")
    func off() async throws {
        gateway.catalogue.set { $0.descriptionLength = 20_000 }
        try await gateway.run(changing: { $0.compresses = false }) { client in
            let answer = try await client.get(Self.course, [.acceptEncoding: "gzip"])
            #expect(answer.headers[.contentEncoding] == nil)
            #expect(answer.headers[.vary] == "Authorization")
        }
    }
}
