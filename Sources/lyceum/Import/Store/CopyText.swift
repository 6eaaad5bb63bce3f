internal import FoundationEssentials
internal import NIOCore

/// Rows in the text format of PostgreSQL's COPY.
struct CopyText {
    private(set) var bytes = ByteBuffer()
    private var isRowOpen = false

    mutating func append(_ value: String) {
        separate()
        guard value.utf8.contains(where: Self.isSpecial) else {
            bytes.writeString(value)
            return
        }
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes.writeStaticString(#"\\"#)
            case UInt8(ascii: "\t"): bytes.writeStaticString(#"\t"#)
            case UInt8(ascii: "\n"): bytes.writeStaticString(#"\n"#)
            case UInt8(ascii: "\r"): bytes.writeStaticString(#"\r"#)
            default: bytes.writeInteger(byte)
            }
        }
    }

    /// Whether the byte is escaped, or could be.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\\")
    }

    mutating func append(_ value: some FixedWidthInteger) {
        separate()
        bytes.writeString(String(value))
    }

    mutating func append(_ value: UUID?) {
        guard let value else { return appendNull() }
        separate()
        bytes.writeString(value.uuidString)
    }

    mutating func appendNull() {
        separate()
        bytes.writeStaticString(#"\N"#)
    }

    mutating func append(_ value: FieldValue?) {
        switch value {
        case .text(let text): append(text)
        case .integer(let number): append(number)
        case .decimal(let number): append(number.description)
        case nil: appendNull()
        }
    }

    mutating func endRow() {
        bytes.writeStaticString("\n")
        isRowOpen = false
    }

    /// Forgets the rows but keeps the memory, unless somebody else still reads it.
    mutating func removeAll() {
        bytes.clear()
    }

    private mutating func separate() {
        if isRowOpen {
            bytes.writeStaticString("\t")
        }
        isRowOpen = true
    }
}
