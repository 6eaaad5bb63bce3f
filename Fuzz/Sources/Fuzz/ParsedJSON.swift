import Foundation
import Messages
import NIOCore

/// A JSON text as another parser understood it, or as a message says it should be.
enum ParsedJSON: Equatable {
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    /// UTF-8: strings of other characters may be equal.
    case text([UInt8])
    case array([ParsedJSON])
    case object([String: ParsedJSON])

    /// What a mask leaves of an object, and of objects in an array.
    func masked(_ mask: FieldMask) -> ParsedJSON {
        switch self {
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.filter { mask == .all || mask.names($0.key) }.map { name, value in
                        (name, value.masked(mask[name]))
                    }))
        case .array(let elements): .array(elements.map { $0.masked(mask) })
        default: self
        }
    }
}

extension ParsedJSON: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            self = Self.double(number)
        } else if let text = try? container.decode(String.self) {
            self = Self.string(text)
        } else if let elements = try? container.decode([ParsedJSON].self) {
            self = .array(elements)
        } else {
            self = .object(try container.decode([String: ParsedJSON].self))
        }
    }
}

/// Values of messages.
extension ParsedJSON {
    /// An integer has no fraction, whichever type it was; JSON has no infinity.
    static func double(_ number: Double) -> ParsedJSON {
        if !number.isFinite { return .null }
        // From 2^53 on, the shortest text that stands for a number is mostly another integer than the number is, and a
        // parser reads the text.
        let integer =
            abs(number) < 0x1p53
            ? Int64(exactly: number) : Decimal(string: number.description).flatMap { Int64($0.description) }
        return integer.map { .integer($0) } ?? .number(number)
    }

    /// The id of zeros is what a message says of one that isn't 16 bytes long, and which is null in JSON.
    static func string(_ text: String) -> ParsedJSON {
        text == "00000000-0000-0000-0000-000000000000" ? .null : .text(Array(text.utf8))
    }

    static func nullable(_ text: String?) -> ParsedJSON { text.map { string($0) } ?? .null }

    static func nullable(_ number: some BinaryInteger) -> ParsedJSON { number == 0 ? .null : .integer(Int64(number)) }

    static func uuid(_ uuid: UUID?) -> ParsedJSON { nullable(uuid?.uuidString.lowercased()) }

    static func base64(_ bytes: ByteBuffer) -> ParsedJSON {
        string(Data(bytes.readableBytesView).base64EncodedString())
    }

    /// RFC 3339, by the C library's calendar.
    static func time(_ microseconds: Int64) -> ParsedJSON {
        let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
        // Rounded down, also where no time is earlier.
        let whole = microseconds / 1_000_000 - (microseconds % 1_000_000 < 0 ? 1 : 0)
        var (seconds, parts) = (time_t(whole), tm())
        gmtime_r(&seconds, &parts)
        let year = Int(parts.tm_year) + 1900
        guard (0...9999).contains(year) else { return .null }
        let time = String(
            format: "%04d-%02d-%02dT%02d:%02d:%02d", year, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
            parts.tm_min, parts.tm_sec)
        return string(fraction == 0 ? "\(time)Z" : time + String(format: ".%06dZ", fraction))
    }

    static func nullable(time microseconds: Int64?) -> ParsedJSON { microseconds.map { time($0) } ?? .null }
}
