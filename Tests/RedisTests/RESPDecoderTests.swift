import NIOCore
import TestSupport
import Testing

@testable import Redis

@Suite("Decoding of replies")
struct RESPDecoderTests {
    private static let limits = ReplyLimits(bytes: 1_000, elements: 20)

    private func decode(_ text: String, limits: ReplyLimits = Self.limits) throws(RESPError) -> [RedisReply] {
        var decoder = RESPDecoder(limits: limits)
        var replies: [RedisReply] = []
        try decoder.decode(ByteBuffer(string: text), into: &replies)
        return replies
    }

    @Test(
        "each kind of reply",
        arguments: [
            ("+OK\r\n", .status("OK")),
            ("-ERR no such thing\r\n", .error("ERR no such thing")),
            (":-9223372036854775808\r\n", .integer(.min)),
            ("$5\r\na\r\nbc\r\n", .string(ByteBuffer(string: "a\r\nbc"))),
            ("$0\r\n\r\n", .string(ByteBuffer())),
            ("$-1\r\n", .null),
            ("*-1\r\n", .null),
            ("*0\r\n", .array([])),
            (
                "*2\r\n*2\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n",
                .array([.array([.string(ByteBuffer(string: "a")), .integer(1)]), .string(ByteBuffer(string: "b"))])
            ),
        ] as [(String, RedisReply)])
    func kinds(text: String, reply: RedisReply) throws {
        #expect(try decode(text) == [reply])
    }

    @Test("replies may be cut anywhere", arguments: 1...23)
    func pieces(size: Int) throws {
        let text = "*3\r\n$3\r\nabc\r\n*1\r\n-E x\r\n$-1\r\n+OK\r\n$4\r\nwxyz\r\n:12\r\n"
        var bytes = ByteBuffer(string: text)
        var decoder = RESPDecoder(limits: Self.limits)
        var replies: [RedisReply] = []
        while let piece = bytes.readSlice(length: min(size, bytes.readableBytes)), piece.readableBytes > 0 {
            try decoder.decode(piece, into: &replies)
        }
        #expect(
            replies == [
                .array([.string(ByteBuffer(string: "abc")), .array([.error("E x")]), .null]), .status("OK"),
                .string(ByteBuffer(string: "wxyz")), .integer(12),
            ])
    }

    @Test("many replies longer than one feed arrive whole")
    func long() throws {
        let value = String(repeating: "v", count: 40_000)
        let text = String(repeating: "$40000\r\n\(value)\r\n", count: 5)
        let replies = try decode(text, limits: ReplyLimits(bytes: 100_000, elements: 1))
        #expect(replies == Array(repeating: .string(ByteBuffer(string: value)), count: 5))
    }

    @Test(
        "a reply over the limits ends the stream",
        arguments: [
            "$1001\r\n\(String(repeating: "a", count: 1_001))\r\n",
            "$100000\r\n\(String(repeating: "a", count: 1_100))",
            "+\(String(repeating: "a", count: 1_100))",
            "*3\r\n+\(String(repeating: "a", count: 600))\r\n+\(String(repeating: "a", count: 600))\r\n",
            "*21\r\n", "*2147483647\r\n", "*11\r\n*10\r\n",
        ])
    func limits(text: String) {
        #expect(throws: RESPError.tooLarge) { try decode(text) }
    }

    @Test("the limits are per reply, not per stream")
    func limitsPerReply() throws {
        let reply = "*20\r\n" + String(repeating: ":1\r\n", count: 20)
        #expect(try decode(reply + reply).count == 2)
    }

    @Test("replies in front of garbage are delivered")
    func garbage() {
        var decoder = RESPDecoder(limits: Self.limits)
        var replies: [RedisReply] = []
        #expect(throws: RESPError.malformed("Protocol error, got \"x\" as reply type byte")) {
            try decoder.decode(ByteBuffer(string: "+OK\r\nxyz\r\n+OK\r\n"), into: &replies)
        }
        #expect(replies == [.status("OK")])
    }

    @Test(
        "malformed replies are refused",
        arguments: [
            ":12a\r\n", "$x\r\n", "$-2\r\n", "*x\r\n", "*-2\r\n", "*4294967296\r\n",
            String(repeating: "*1\r\n", count: 9),
        ])
    func malformed(text: String) {
        #expect {
            try decode(text)
        } throws: { error in
            if case RESPError.malformed = error { true } else { false }
        }
    }

    @Test("randomly damaged streams never crash, and never grow beyond the limits", arguments: UInt64(1)...50)
    func mutations(seed: UInt64) {
        let valid = "*3\r\n$3\r\nabc\r\n*2\r\n-E x\r\n:7\r\n$-1\r\n+OK\r\n$4\r\nwxyz\r\n:12\r\n*0\r\n*-1\r\n"
        var random = SplitMix64(state: seed)
        for _ in 0..<200 {
            var bytes = Array(String(repeating: valid, count: 3).utf8)
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let index = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = "*$+-:\r\n0129\0".utf8.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: index)
                default: bytes.insert(.random(in: 0...255, using: &random), at: index)
                }
            }
            decodeInPieces(bytes, using: &random)
        }
    }

    private func decodeInPieces(_ bytes: [UInt8], using random: inout SplitMix64) {
        var decoder = RESPDecoder(limits: Self.limits)
        var rest = ByteBuffer(bytes: bytes)
        var replies: [RedisReply] = []
        do throws(RESPError) {
            while rest.readableBytes > 0 {
                let size = Int.random(in: 1...rest.readableBytes, using: &random)
                try decoder.decode(rest.readSlice(length: size) ?? ByteBuffer(), into: &replies)
            }
        } catch {
            #expect(throws: RESPError.self) { try decoder.decode(ByteBuffer(string: "+OK\r\n"), into: &replies) }
        }
        #expect(replies.count <= bytes.count / 3)
    }
}
