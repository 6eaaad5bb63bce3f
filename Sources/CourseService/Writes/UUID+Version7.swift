import FoundationEssentials

extension UUID {
    /// A new id that sorts by the time at which it was made (RFC 9562, version 7), so that new rows lie together.
    static func version7() -> UUID {
        let milliseconds = UInt64(Date().timeIntervalSince1970 * 1000)
        func byte(_ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * index)) }
        var bytes = UUID().uuid
        (bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5) = (byte(0), byte(1), byte(2), byte(3), byte(4), byte(5))
        bytes.6 = bytes.6 & 0x0F | 0x70
        return UUID(uuid: bytes)
    }
}
