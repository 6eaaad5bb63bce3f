public import FoundationEssentials

extension UUID {
    /// The UUID of a text with 8, 4, 4, 4 and 12 hexadecimal digits of either case between hyphens (RFC 9562, section
    /// 4); nil for any other.
    ///
    /// Foundation's initialiser reads by `sscanf(3)`, which takes signs and spaces for digits, and its time.
    public init?(hyphenated text: String) {
        var (high, low) = (0 as UInt64, 0 as UInt64)
        var length = 0
        for byte in text.utf8 {
            defer { length += 1 }
            switch length {
            case 8, 13, 18, 23:
                guard byte == UInt8(ascii: "-") else { return nil }
            case ..<36:
                guard let digit = hexadecimalValue(byte) else { return nil }
                high = high << 4 | low >> 60
                low = low << 4 | UInt64(digit)
            default:
                return nil
            }
        }
        guard length == 36 else { return nil }
        self.init(
            uuid: withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { $0.loadUnaligned(as: uuid_t.self) })
    }
}
