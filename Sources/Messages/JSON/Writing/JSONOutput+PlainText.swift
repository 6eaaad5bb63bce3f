extension JSONOutput {
    /// Appends the ASCII without need of an escape from an index on, and returns its length.
    mutating func append(plainOf text: UnsafeRawBufferPointer, from start: Int) -> Int {
        let text = UnsafeRawBufferPointer(rebasing: text[start...])
        return write(atMost: text.count) { place in
            var index = 0
            // Words are copied before they are looked at: what proves not to be plain isn't counted, and overwritten.
            func copy<Word: BitwiseCopyable>(_: Word.Type) -> Word {
                let word = text.loadUnaligned(fromByteOffset: index, as: Word.self)
                UnsafeMutableRawPointer(place + index).storeBytes(of: word, as: Word.self)
                return word
            }
            while index + 32 <= text.count {
                let words = copy(SIMD4<UInt64>.self)
                let marks = Self.marks(words[0]) | Self.marks(words[1]) | Self.marks(words[2]) | Self.marks(words[3])
                guard marks == 0 else { break }
                index += 32
            }
            while index + 8 <= text.count {
                let marks = Self.marks(copy(UInt64.self).littleEndian)
                guard marks == 0 else { return index + marks.trailingZeroBitCount / 8 }
                index += 8
            }
            while index < text.count, Self.isPlain(text[index]) {
                place[index] = text[index]
                index += 1
            }
            return index
        }
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
