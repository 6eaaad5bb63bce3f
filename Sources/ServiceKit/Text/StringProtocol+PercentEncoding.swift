extension StringProtocol {
    /// The bytes of the text, with `%XX` replaced by the byte that it stands for (RFC 3986, section 2.1); nil where a `%`
    /// has no two hexadecimal digits behind it.
    func percentDecodedBytes() -> [UInt8]? {
        let parts = split(separator: "%", omittingEmptySubsequences: false)
        var bytes = Array(parts[0].utf8)
        for part in parts.dropFirst() {
            let digits = part.prefix(2)
            guard digits.count == 2, digits.allSatisfy(\.isHexDigit), let byte = UInt8(digits, radix: 16) else {
                return nil
            }
            bytes.append(byte)
            bytes.append(contentsOf: part.dropFirst(2).utf8)
        }
        return bytes
    }
}
