/// Sizes as operators write them: a whole number and an optional binary unit.
enum ByteCount {
    private static let units: [(suffix: String, bytes: Int)] = [
        ("", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30),
    ]

    static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits),
            let unit = units.first(where: { $0.suffix == text[digits.endIndex...] })
        else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit.bytes)
        return overflow ? nil : bytes
    }

    /// The size in the largest unit that divides it.
    static func format(_ bytes: Int) -> String {
        guard bytes != 0, let unit = units.last(where: { bytes % $0.bytes == 0 }) else { return "\(bytes)" }
        return "\(bytes / unit.bytes)\(unit.suffix)"
    }
}
