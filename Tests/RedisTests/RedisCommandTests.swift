import NIOCore
import Testing

@testable import Redis

@Suite("Commands")
struct RedisCommandTests {
    @Test("a command is an array of bulk strings")
    func encoding() {
        var command = RedisCommand("SET", "key")
        command.append(ByteBuffer(string: "a\r\nb"))
        command.append("PX")
        command.append(1_500)
        #expect(
            String(decoding: command.bytes, as: UTF8.self)
                == "*5\r\n$3\r\nSET\r\n$3\r\nkey\r\n$4\r\na\r\nb\r\n$2\r\nPX\r\n$4\r\n1500\r\n")
    }

    @Test("an argument may be made of two parts, and may be empty")
    func parts() {
        var command = RedisCommand("GET")
        command.append(ByteBuffer(string: "prefix:").readableBytesSpan, ByteBuffer(string: "é").readableBytesSpan)
        command.append("")
        #expect(String(decoding: command.bytes, as: UTF8.self) == "*3\r\n$3\r\nGET\r\n$9\r\nprefix:é\r\n$0\r\n\r\n")
    }

    @Test("the count in front grows with the arguments", arguments: [9, 10, 99, 100, 12_345])
    func manyArguments(count: Int) {
        var command = RedisCommand("DEL", byteCapacity: 8)
        for number in 1..<count { command.append(number) }
        #expect(String(decoding: command.bytes, as: UTF8.self).hasPrefix("*\(count)\r\n$3\r\nDEL\r\n$1\r\n1\r\n"))
    }

    @Test("a copy of a command is a command of its own")
    func copies() {
        let get = RedisCommand("MGET", "a")
        var longer = get
        longer.append("b")
        #expect(String(decoding: get.bytes, as: UTF8.self) == "*2\r\n$4\r\nMGET\r\n$1\r\na\r\n")
        #expect(String(decoding: longer.bytes, as: UTF8.self) == "*3\r\n$4\r\nMGET\r\n$1\r\na\r\n$1\r\nb\r\n")
    }

    @Test("a script's digest is its SHA-1")
    func digest() {
        #expect(RedisScript("return 1").digest == "e0e1f9fabfc9d4800c877a703b823ac0578ff8db")
    }
}
