extension SettingKind where Value == [String] {
    /// Web origins (RFC 6454), separated by commas, as browsers write them; or `*` for all.
    static var origins: SettingKind {
        let limit = 64
        return SettingKind("*, or 1 to \(limit) origins like https://app.example.org separated by commas") { text in
            guard text != "*" else { return .success(["*"]) }
            let origins = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingSpaces() }
            guard origins.count <= limit else { return .failure(SettingRejection("has more than \(limit) origins")) }
            for origin in origins where !isOrigin(origin) {
                return .failure(SettingRejection("holds \(origin.debugDescription), which is not an origin"))
            }
            return .success(origins)
        }
    }

    /// Scheme and host in lower case, and a port unless it is the scheme's own; nothing behind them.
    private static func isOrigin(_ text: String) -> Bool {
        let host = /[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]/
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let rest = text.dropFirst(scheme.count)
        guard let match = rest.prefixMatch(of: host) else { return false }
        let port = rest[match.range.upperBound...]
        guard !port.isEmpty else { return true }
        guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0 else { return false }
        return port == ":\(number)" && number != (scheme == "https://" ? 443 : 80)
    }
}
