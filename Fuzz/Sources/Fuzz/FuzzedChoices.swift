import NIOCore

/// Random numbers that the input chooses, a byte each, so that libFuzzer can vary one decision and keep the others.
struct FuzzedChoices: RandomNumberGenerator {
    private var input: ByteBuffer
    private var afterInput: UInt64 = 0

    init(_ input: ByteBuffer) {
        self.input = input
    }

    /// Whether the input has nothing more to say. Numbers then go on as others, since some take several to be drawn.
    var isExhausted: Bool { input.readableBytes == 0 }

    mutating func next() -> UInt64 {
        guard let byte = input.readInteger(as: UInt8.self) else {
            afterInput &+= 0x9E37_79B9_7F4A_7C15
            return afterInput
        }
        // Each bit of the byte counts, whether the high bits of a number are taken or the low ones.
        return UInt64(byte) &* 0x0101_0101_0101_0101 ^ 0x1_0000_0000
    }
}

extension FuzzedChoices {
    /// Mostly an id of those that are in use, sometimes any.
    mutating func streamID() -> UInt32 {
        if UInt.random(in: 0..<16, using: &self) == 0 { return UInt32(truncatingIfNeeded: next()) }
        return .random(in: 0..<64, using: &self)
    }
}
