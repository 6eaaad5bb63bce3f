/// Names as Prometheus takes them: `[a-zA-Z_:][a-zA-Z0-9_:]*`, for labels without the colon.
enum MetricName {
    /// The name with every other character replaced by an underscore, and with the unit that its kind must end with.
    static func metric(_ name: String, kind: MetricKind) -> String {
        let base = sanitized(name, allowingColon: true)
        guard let suffix = kind.suffix, !base.hasSuffix(suffix) else { return base }
        return base + suffix
    }

    static func label(_ name: String) -> String {
        sanitized(name, allowingColon: false)
    }

    private static func sanitized(_ name: String, allowingColon: Bool) -> String {
        var result = ""
        for character in name {
            let isAllowed =
                character.isASCII
                && (character.isLetter || character.isNumber || character == "_" || character == ":" && allowingColon)
            result.append(isAllowed ? character : "_")
        }
        return result.first.map { $0.isNumber } ?? true ? "_" + result : result
    }
}
