extension JSONOutput {
    /// Appends a UUID's canonical text (RFC 9562), quoted.
    ///
    /// - Parameter bytes: 16 of them.
    mutating func append(uuid bytes: UnsafeRawBufferPointer) {
        func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
            Number(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
        }
        write(atMost: 38) { place in
            var digits = DigitWriter(place)
            digits.put("\"")
            digits.put(hexadecimal: number(at: 0) as UInt32)
            for offset in stride(from: 4, through: 10, by: 2) {
                digits.put("-")
                digits.put(hexadecimal: number(at: offset) as UInt16)
            }
            digits.put(hexadecimal: number(at: 12) as UInt32)
            digits.put("\"")
            return digits.count
        }
    }
}
