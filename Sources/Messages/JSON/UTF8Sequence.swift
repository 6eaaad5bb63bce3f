/// One multi-byte sequence of UTF-8 (RFC 3629), or the longest part of one that could have become valid.
struct UTF8Sequence {
    let length: Int
    let isValid: Bool

    /// - Parameter index: where a byte of 0x80 or above lies.
    init(at index: Int, in text: UnsafeRawBufferPointer) {
        let first = text[index]
        let (continuations, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0xC2...0xDF: (1, 0x80...0xBF)
            case 0xE0: (2, 0xA0...0xBF)
            case 0xE1...0xEC, 0xEE...0xEF: (2, 0x80...0xBF)
            case 0xED: (2, 0x80...0x9F)
            case 0xF0: (3, 0x90...0xBF)
            case 0xF1...0xF3: (3, 0x80...0xBF)
            case 0xF4: (3, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        var length = 1
        while length <= continuations, index + length < text.count,
            (length == 1 ? second : 0x80...0xBF).contains(text[index + length])
        {
            length += 1
        }
        self.length = length
        self.isValid = continuations > 0 && length == continuations + 1
    }
}
