/// A URL that may hold a user name and a password; its descriptions show neither.
public struct SecretURL: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The URL with its secrets, for the client that connects with it.
    public let revealed: String
    /// The URL without user, password and query: fit for logs.
    public let description: String

    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Keeps `dump` and string interpolation of an enclosing value from showing the stored text.
    public var customMirror: Mirror { Mirror(self, children: ["url": description]) }
}

extension SecretURL {
    private static let byteLimit = 4_096

    static func parse(_ text: String, schemes: [String]) -> Result<SecretURL, SettingRejection> {
        guard text.utf8.count <= byteLimit else { return .failure(SettingRejection("is too long")) }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
            return .failure(SettingRejection("contains a space or a control character"))
        }
        guard let separator = text.firstRange(of: "://") else {
            return .failure(SettingRejection("has no scheme"))
        }
        let scheme = text[..<separator.lowerBound].lowercased()
        guard schemes.contains(scheme) else {
            return .failure(SettingRejection("has a scheme other than \(schemes.joined(separator: ", "))"))
        }
        return .success(
            SecretURL(revealed: text, description: redacted(scheme: scheme, rest: text[separator.upperBound...])))
    }

    /// The URL up to its query and without what precedes the last `@`: passwords that were not percent-encoded may
    /// contain `/`, `?` and `@` themselves, so everything before that sign is taken for a secret.
    private static func redacted(scheme: String, rest: Substring) -> String {
        guard let at = rest.lastIndex(of: "@") else {
            return "\(scheme)://\(rest.prefix { $0 != "?" && $0 != "#" })"
        }
        let place = rest[rest.index(after: at)...].prefix { $0 != "?" && $0 != "#" }
        return "\(scheme)://***@\(place)"
    }
}
