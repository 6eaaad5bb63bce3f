import FoundationEssentials
import NIOCore
import Testing

@testable import Postgres

/// The bytes are those of PostgreSQL's own send functions (`uuid_send`, `array_send` …).
@Suite("Parameters in binary format")
struct ParameterEncodingTests {
    let id = UUID(uuid: (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))

    func bytes(_ fill: (inout PostgresParameters) -> Void) -> [UInt8] {
        var parameters = PostgresParameters()
        fill(&parameters)
        return Array(parameters.bytes.readableBytesView)
    }

    @Test("scalars")
    func scalars() {
        #expect(bytes { $0.append(id) } == Array(0...15))
        #expect(bytes { $0.append("é") } == [0xC3, 0xA9])
        #expect(bytes { $0.append(Int64(-2)) } == [255, 255, 255, 255, 255, 255, 255, 254])
        #expect(bytes { $0.append(Int32(258)) } == [0, 0, 1, 2])
        #expect(bytes { $0.append(true) } == [1])
        #expect(bytes { $0.append(1.5) } == [0x3F, 0xF8, 0, 0, 0, 0, 0, 0])
        #expect(bytes { $0.appendTimestamp(microseconds: 946_684_800_000_001) } == [0, 0, 0, 0, 0, 0, 0, 1])
        #expect(bytes { parameters in [7, 0, 9].withUnsafeBytes { parameters.appendBytes($0.bytes) } }.count == 24)
    }

    @Test("an array names its element type, its length and each element's length")
    func arrays() {
        let header: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0]
        #expect(
            bytes { $0.append([id]) }
                == header + [0, 0, 0x0B, 0x86, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 16] + Array(0...15))
        #expect(
            bytes { $0.append(["a", ""]) }
                == header + [0, 0, 0, 25, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 97, 0, 0, 0, 0])
        #expect(
            bytes { $0.append([Int32(5)]) }
                == header + [0, 0, 0, 23, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 5])
        #expect(bytes { $0.append([true]) } == header + [0, 0, 0, 16, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1])
    }

    @Test("an empty array has no dimension")
    func emptyArray() {
        #expect(bytes { $0.append([UUID]()) } == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0B, 0x86])
        #expect(bytes { $0.append([Int64]()) } == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20])
    }

    @Test("nulls have a type and no bytes")
    func nulls() {
        var parameters = PostgresParameters()
        parameters.append(nil as UUID?)
        parameters.append("")
        parameters.append(nil as Int64?)
        #expect(parameters.types == [.uuid, .text, .int8])
        #expect(parameters.lengths == [-1, 0, -1])
        #expect(parameters.bytes.readableBytes == 0)
    }

    @Test("libpq gets a pointer for an empty value and none for a null")
    func pointers() {
        var parameters = PostgresParameters()
        parameters.append("")
        parameters.append(nil as String?)
        parameters.append("ab")
        parameters.withLibpqArrays { count, values, lengths, formats in
            #expect(count == 3)
            #expect(values?[0] != nil)
            #expect(values?[1] == nil)
            #expect(values?[2]?[1] == CChar(UInt8(ascii: "b")))
            #expect(lengths?[2] == 2)
            #expect(formats?[1] == 1)
        }
    }

    @Test("timestamps beyond PostgreSQL's count are infinite")
    func timestamps() {
        #expect(PostgresTimestamp.wire(fromUnixMicroseconds: .max) == .max)
        #expect(PostgresTimestamp.wire(fromUnixMicroseconds: .min) == .min)
        #expect(PostgresTimestamp.unixMicroseconds(fromWire: .max) == .max)
        #expect(PostgresTimestamp.unixMicroseconds(fromWire: .min) == .min)
        #expect(PostgresTimestamp.unixMicroseconds(fromWire: -946_684_800_000_000) == 0)
    }
}
