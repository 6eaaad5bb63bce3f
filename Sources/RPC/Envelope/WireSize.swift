/// The sizes of protobuf's wire format in bytes.
enum WireSize {
    static func varint(_ value: UInt64) -> Int {
        (UInt64.bitWidth - (value | 1).leadingZeroBitCount + 6) / 7
    }

    /// A length-delimited field with a number below 16.
    static func field(byteCount: Int) -> Int {
        1 + varint(UInt64(byteCount)) + byteCount
    }

    /// As ``field(byteCount:)``, for a field that is left out when it is empty.
    static func optionalField(byteCount: Int) -> Int {
        byteCount == 0 ? 0 : field(byteCount: byteCount)
    }
}
