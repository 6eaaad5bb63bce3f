extension StringProtocol {
    /// The bytes of the text, with `%XX` replaced by the byte that it stands for (RFC 3986, section 2.1); nil where a `%`
    /// has no two hexadecimal digits behind it.
    ///
    /// - Parameter plus: what a `+` stands for, which is a space in forms (WHATWG URL, section 5).
    public func percentDecodedBytes(plus: UInt8 = UInt8(ascii: "+")) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var rest = utf8.makeIterator()
        func digit() -> UInt8? {
            rest.next().flatMap { Character(Unicode.Scalar($0)).hexDigitValue }.map { UInt8($0) }
        }
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = digit(), let low = digit() else { return nil }
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
