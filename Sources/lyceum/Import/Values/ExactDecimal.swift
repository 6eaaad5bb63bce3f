/// A decimal number of up to 18 digits without rounding: `digits` × 10^`exponent`.
struct ExactDecimal: Equatable, Sendable {
    private var digits: Int64
    private var exponent: Int

    /// Reads `-12.50` or `1e3`; nil where the text is no number or has too many digits.
    init?(_ text: String) {
        var scanner = ByteScanner(text)
        let isNegative = scanner.take("-")
        if !isNegative {
            _ = scanner.take("+")
        }
        let whole = scanner.digits()
        let fraction = scanner.take(".") ? scanner.digits() : ""
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        var exponent = 0
        if scanner.take("e") || scanner.take("E") {
            let sign = scanner.take("-") ? "-" : ""
            _ = sign.isEmpty && scanner.take("+")
            guard let number = Int(sign + scanner.digits()), (-64...64).contains(number) else { return nil }
            exponent = number
        }
        let significant = (whole + fraction).drop { $0 == "0" }
        guard scanner.isAtEnd, significant.count <= 18, fraction.count <= 64 else { return nil }
        let magnitude = Int64(significant) ?? 0
        self.init(digits: isNegative ? -magnitude : magnitude, exponent: exponent - fraction.count)
    }

    /// Keeps the exponent as high as it can be, so that equal numbers are equal values.
    private init(digits: Int64, exponent: Int) {
        self.digits = digits
        self.exponent = digits == 0 ? 0 : exponent
        while self.digits != 0, self.digits % 10 == 0 {
            self.digits /= 10
            self.exponent += 1
        }
    }

    /// The product; nil where it has too many digits.
    func multiplied(by factor: ExactDecimal) -> ExactDecimal? {
        let (product, overflow) = digits.multipliedReportingOverflow(by: factor.digits)
        return overflow ? nil : ExactDecimal(digits: product, exponent: exponent + factor.exponent)
    }

    /// The number, where it is whole and fits.
    var wholeNumber: Int64? {
        guard exponent >= 0 else { return nil }
        var result = digits
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }

    /// The nearest binary floating point number.
    var approximation: Double {
        Double("\(digits)e\(exponent)") ?? .nan
    }
}
