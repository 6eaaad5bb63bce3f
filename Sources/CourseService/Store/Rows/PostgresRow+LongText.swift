import Postgres

extension PostgresRow {
    /// Lends the bytes of a description or a summary. Of one that is longer than the writes let it be, the beginning: it was
    /// written before there was this limit, and must not make a reply too large for a frame.
    func withLongText<Value>(_ column: Int, _ body: (RawSpan) -> Value) -> Value {
        withBytes(column) { body($0.extracting(0..<$0.characterBoundary(notBehind: CourseLimits.longText))) }
    }
}

extension RawSpan {
    /// The last offset up to this one at which no character of a text in UTF-8 is cut.
    fileprivate func characterBoundary(notBehind limit: Int) -> Int {
        guard byteCount > limit else { return byteCount }
        return withUnsafeBytes { bytes in
            var end = limit
            // The further bytes of a character begin with the bits 10.
            while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            return end
        }
    }
}
