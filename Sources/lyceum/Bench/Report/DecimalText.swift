/// Numbers for tables and plots.
enum DecimalText {
    /// A number with this many digits, at most nine, after the point; not a number and infinities are 0.
    static func fixed(_ value: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = Int64(exactly: (abs(value) * scale).rounded()) ?? 0
        let sign = value < 0 && scaled != 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
        let text = String(fraction)
        return "\(sign)\(whole).\(String(repeating: "0", count: digits - text.count))\(text)"
    }

    /// The text with spaces before it.
    static func padded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
