extension JSONPlace {
    /// Puts the ASCII without need of an escape from an index on, and returns its length.
    mutating func put(plainOf text: UnsafeRawBufferPointer, from start: Int) -> Int {
        let text = UnsafeRawBufferPointer(rebasing: text[start...])
        let length = copy(plainOf: text)
        advance(by: length)
        return length
    }

    /// Words are copied before they are looked at: what proves not to be plain is overwritten.
    private mutating func copy(plainOf text: UnsafeRawBufferPointer) -> Int {
        var index = 0
        func word<Word: BitwiseCopyable>(_: Word.Type, at index: Int) -> Word {
            text.loadUnaligned(fromByteOffset: index, as: Word.self)
        }
        while index &+ 32 <= text.count {
            let words = word(SIMD4<UInt64>.self, at: index)
            copy(words, at: index)
            let marks = Self.marks(words[0]) | Self.marks(words[1]) | Self.marks(words[2]) | Self.marks(words[3])
            guard marks == 0 else { break }
            index &+= 32
        }
        while index < text.count {
            if text.count < 8 {
                guard Self.isPlain(text[index]) else { break }
                copy(text[index], at: index)
                index &+= 1
            } else {
                // The last word begins in the one before, which is plain.
                let place = min(index, text.count &- 8)
                let bytes = word(UInt64.self, at: place)
                copy(bytes, at: place)
                let marks = Self.marks(bytes.littleEndian)
                guard marks == 0 else { return place &+ marks.trailingZeroBitCount / 8 }
                index &+= 8
            }
        }
        return min(index, text.count)
    }

    /// Marks the highest bit of those of eight bytes that are not ASCII or need an escape. There is no mark where none
    /// is due in all eight; only the lowest is right for sure.
    ///
    /// They are found in all bytes at once (Anderson, Bit Twiddling Hacks, "Determine if a word has a zero byte" and
    /// "… a byte less than n").
    private static func marks(_ bytes: UInt64) -> UInt64 {
        let ones = 0x0101_0101_0101_0101 as UInt64
        func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
        let controls = (bytes &- ones &* 0x20) & ~bytes
        let quotes = zeros(bytes ^ ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = zeros(bytes ^ ones &* UInt64(UInt8(ascii: "\\")))
        return (bytes | controls | quotes | backslashes) & (ones &* 0x80)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
