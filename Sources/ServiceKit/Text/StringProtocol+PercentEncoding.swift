extension StringProtocol {
    /// The bytes of the text, with `%XX` replaced by the byte that it stands for (RFC 3986, section 2.1); nil where a `%`
    /// has no two hexadecimal digits behind it.
    ///
    /// - Parameter plus: what a `+` stands for, which is a space in forms (WHATWG URL, section 5).
    public func percentDecodedBytes(plus: UInt8 = UInt8(ascii: "+")) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var rest = utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next()?.hexDigitValue, let low = rest.next()?.hexDigitValue else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+"):
                bytes.append(plus)
            default:
                bytes.append(byte)
            }
        }
        return bytes
    }
}

extension UInt8 {
    /// What a hexadecimal digit of ASCII stands for; nil for any other byte.
    fileprivate var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
