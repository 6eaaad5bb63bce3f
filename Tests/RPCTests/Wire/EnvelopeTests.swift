import NIOCore
import Testing

@testable import RPC

@Suite("Envelopes")
struct EnvelopeTests {
    @Test("Trailers carry the server's load and push-back, the latter only to those that know the extensions")
    func trailers() throws {
        for pushback in [RetryPushback.after(.milliseconds(0)), .after(.milliseconds(70_000)), .never] {
            let status = Status(code: .unavailable, message: "later", retryPushback: pushback)
            var encoded = ResponseEnvelope.encode(status, isExtended: true)
            let sent = ResponseTrailers(load: 300, metadata: ["Quota": "3", "quota": "", "": "x"])
            sent.encode(into: &encoded)
            var trailers = ResponseTrailers()
            #expect(try ResponseEnvelope.decode(encoded, trailers: &trailers) == .failure(status))
            #expect(trailers == sent)
            let plain = ResponseEnvelope.encode(status, isExtended: false)
            #expect(try ResponseEnvelope.decode(plain) == .failure(Status(code: .unavailable, message: "later")))
        }
        for load in [0, 1, 127, 128, .max] as [UInt32] {
            var buffer = ByteBuffer()
            let trailers = ResponseTrailers(load: load, metadata: ["k": String(repeating: "v", count: Int(load % 256))])
            trailers.encode(into: &buffer)
            #expect(buffer.readableBytes == trailers.encodedSize)
        }
        var golden = ByteBuffer()
        ResponseTrailers(metadata: ["K": "v"]).encode(into: &golden)
        // 1002: {"k", "v"}
        #expect(Array(golden.readableBytesView) == [0xd2, 0x3e, 6, 0x0a, 1, 0x6b, 0x12, 1, 0x76])
    }

    @Test("A request is encoded as protobuf's specification says, in the order of the field numbers")
    func goldenRequest() {
        let head = RequestHead(
            prefix: RequestEnvelope.prefix(service: "a.B", method: "C"), timeoutNanoseconds: 300,
            metadata: ["K": "v"])
        var buffer = ByteBuffer()
        head.write(to: &buffer, messageSize: 2) { $0.writeBytes([0xde, 0xad]) }
        let golden: [UInt8] = [
            0x0a, 3, 0x61, 0x2e, 0x42,  // 1: "a.B"
            0x12, 1, 0x43,  // 2: "C"
            0x1a, 2, 0xde, 0xad,  // 3: payload
            0x20, 0xac, 0x02,  // 4: 300
            0x2a, 6, 0x0a, 1, 0x6b, 0x12, 1, 0x76,  // 5: {"k", "v"}
        ]
        #expect(Array(buffer.readableBytesView) == golden)
        #expect(head.byteCount(messageSize: 2) == golden.count)
    }

    @Test("The extensions are offered in front of the caller's metadata, and are none of it")
    func offer() throws {
        var head = RequestHead(
            prefix: RequestEnvelope.prefix(service: "s", method: "m"), timeoutNanoseconds: 0, metadata: ["k": "v"])
        head.offersCapabilities = true
        var buffer = ByteBuffer()
        head.write(to: &buffer, messageSize: 0) { _ in }
        let request = try RequestEnvelope(decoding: buffer)
        #expect(request.offer == "1")
        #expect(request.metadata == ["k": "v"])
        #expect(buffer.readableBytes == head.byteCount(messageSize: 0))
        let entry = Capabilities.encodedEntry
        #expect(buffer.getSlice(at: head.prefix.readableBytes, length: entry.readableBytes) == entry)
    }

    @Test("Of several offers the first counts, wherever it is and however it is written, and no other metadata less")
    func offerAmongMetadata() throws {
        var metadata = Metadata()
        for _ in 0...Metadata.maximumCount { metadata.append("v", for: "k") }
        var buffer = ByteBuffer()
        metadata.encode(into: &buffer, as: RequestEnvelope.metadataField)
        for (key, value) in [("Lyceum-Caps", "7"), ("lyceum-caps", "8")] {
            buffer.writeLengthPrefix(RequestEnvelope.metadataField, byteCount: 16)
            buffer.writeTextField(1, key)
            buffer.writeTextField(2, value)
        }
        let request = try RequestEnvelope(decoding: buffer)
        #expect(request.offer == "7")
        #expect(request.metadata == metadata)
    }

    @Test("A retry says that it is one, unless the caller's metadata leaves no room for it")
    func previousAttempts() {
        func keys(entries: Int) -> [String] {
            var metadata = Metadata()
            for _ in 0..<entries { metadata.append("v", for: "k") }
            let options = CallOptions(deadline: .distantFuture, metadata: metadata)
            let call = OutgoingCall(TestService.read, Blob(""), options)
            return call.head(at: .now(), failedAttempts: 1).metadata.entries.map(\.key)
        }
        #expect(keys(entries: 1) == ["k", "grpc-previous-rpc-attempts"])
        #expect(keys(entries: Metadata.maximumCount) == Array(repeating: "k", count: Metadata.maximumCount))
    }

    @Test("Empty fields are left out; a successful empty reply is an empty frame")
    func emptyFields() {
        let head = RequestHead(
            prefix: RequestEnvelope.prefix(service: "s", method: "m"), timeoutNanoseconds: 0, metadata: [:])
        #expect(head.byteCount(messageSize: 0) == 6)
        #expect(ResponseEnvelope.byteCount(messageSize: 0) == 0)
    }

    @Test("A failure is encoded as google.rpc.Status with its details")
    func goldenStatus() throws {
        let detail = StatusDetail(typeURL: "t", value: ByteBuffer(bytes: [9]))
        let status = Status(code: .unavailable, message: "no", details: [detail])
        let golden: [UInt8] = [
            0x0a, 14,  // 1: status
            0x08, 14,  // 1: 14
            0x12, 2, 0x6e, 0x6f,  // 2: "no"
            0x1a, 6, 0x0a, 1, 0x74, 0x12, 1, 9,  // 3: {"t", [9]}
        ]
        let encoded = ResponseEnvelope.encode(status, isExtended: false)
        #expect(Array(encoded.readableBytesView) == golden)
        #expect(try ResponseEnvelope.decode(encoded) == .failure(status))
    }

    @Test(
        "Encoded sizes are right on both sides of each length's boundary",
        arguments: [0, 1, 127, 128, 16383, 16384, 2_097_152])
    func sizes(messageSize: Int) {
        var buffer = ByteBuffer()
        ResponseEnvelope.write(to: &buffer, messageSize: messageSize) { $0.writeRepeatingByte(1, count: messageSize) }
        #expect(buffer.readableBytes == ResponseEnvelope.byteCount(messageSize: messageSize))
        for timeout in [1, 127, 128, -1, Int64.max] {
            let head = RequestHead(prefix: ByteBuffer(), timeoutNanoseconds: timeout, metadata: ["a": "", "": ""])
            var request = ByteBuffer()
            head.write(to: &request, messageSize: messageSize) { $0.writeRepeatingByte(1, count: messageSize) }
            #expect(request.readableBytes == head.byteCount(messageSize: messageSize))
        }
    }

    @Test("Requests survive encoding and decoding")
    func roundTrip() throws {
        let encoded = ByteBuffer.request(
            TestService.read, "päyload", timeoutNanoseconds: -5, metadata: ["Key": "1", "key": "2"])
        let request = try RequestEnvelope(decoding: encoded)
        #expect(request.service == ByteBuffer(string: "test.Service"))
        #expect(request.method == ByteBuffer(string: "Read"))
        #expect(request.payload == ByteBuffer(string: "päyload"))
        #expect(request.timeoutNanoseconds == -5)
        #expect(request.metadata == ["key": "1", "key": "2"])
    }

    @Test("Unknown fields of every wire type are skipped, in any order, and the last of equal fields wins")
    func unknownFields() throws {
        let bytes: [UInt8] = [
            0xc2, 0x3e, 2, 1, 2,  // 1000: two bytes
            0x12, 1, 0x61,  // method "a"
            0x30, 0xff, 0x01,  // 6: varint
            0x39, 1, 2, 3, 4, 5, 6, 7, 8,  // 7: fixed64
            0x45, 1, 2, 3, 4,  // 8: fixed32
            0x12, 1, 0x62,  // method "b"
        ]
        let request = try RequestEnvelope(decoding: ByteBuffer(bytes: bytes))
        #expect(request.method == ByteBuffer(string: "b"))
        #expect(request.service == nil)
    }

    @Test(
        "What is no protobuf is refused",
        arguments: [
            [0x0a],  // a tag without a length
            [0x0a, 5, 1],  // a length beyond the end
            [0x0a, 0xff, 0xff, 0xff, 0xff, 0x7f],  // a length beyond 4 GiB
            [0x20, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],  // a varint of eleven bytes
            [0x02, 0],  // field 0
            [0x0b],  // a group
            [0x0e],  // wire type 6
            [0x08, 1],  // a service that is a number
            [0x22, 0],  // a time-out that is bytes
            [0x2a, 3, 0x0a, 1, 0xff],  // a key that is not UTF-8
            [0x39, 1, 2],  // half a fixed64
        ] as [[UInt8]])
    func malformed(bytes: [UInt8]) {
        #expect(throws: WireCursor.Malformation.self) { try RequestEnvelope(decoding: ByteBuffer(bytes: bytes)) }
    }

    @Test("A code that is not known is UNKNOWN; code 0 is success")
    func unknownCode() throws {
        #expect(try ResponseEnvelope.decode(ByteBuffer(bytes: [0x0a, 2, 8, 99])).code == .unknown)
        #expect(try ResponseEnvelope.decode(ByteBuffer(bytes: [0x0a, 0, 0x12, 1, 7])).code == .ok)
    }

    @Test("Random bytes never trap and never hang")
    func randomBytes() {
        var random = SplitMix64(seed: 42)
        for length in 0..<2_000 {
            let bytes = (0..<length % 64).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = try? RequestEnvelope(decoding: ByteBuffer(bytes: bytes))
            _ = try? ResponseEnvelope.decode(ByteBuffer(bytes: bytes))
            _ = try? ServerSettings(decoding: ByteBuffer(bytes: bytes))
        }
    }

    @Test("Metadata beyond its limits is noticed, and no more of it kept")
    func metadataLimits() throws {
        var buffer = ByteBuffer()
        for _ in 0..<1000 {
            Metadata(dictionaryLiteral: ("k", "v")).encode(into: &buffer, as: RequestEnvelope.metadataField)
        }
        let request = try RequestEnvelope(decoding: buffer)
        #expect(request.metadata.exceedsLimits)
        #expect(request.metadata.entries.count == Metadata.maximumCount + 1)
    }
}
