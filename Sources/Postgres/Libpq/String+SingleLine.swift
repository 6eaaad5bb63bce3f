extension String {
    /// A message of libpq, whose lines end with newlines, as one line.
    init(singleLine message: UnsafePointer<CChar>?) {
        let text = message.map { String(cString: $0) } ?? ""
        self = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
