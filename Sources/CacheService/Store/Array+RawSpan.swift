extension Array<UInt8> {
    /// Appends the span's bytes.
    mutating func append(copying span: RawSpan) {
        // The pointer does not leave the closure.
        span.withUnsafeBytes { append(contentsOf: $0) }
    }

    /// The span's bytes.
    init(copying span: RawSpan) {
        self = span.withUnsafeBytes { Array($0) }
    }
}
