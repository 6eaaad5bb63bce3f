/// Header fields that may hold credentials; the descriptions show only how they are called.
struct SecretHeaders: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Names and values, for the client that sends them.
    let revealed: [(name: String, value: String)]

    var description: String { "headers \(revealed.map(\.name).joined(separator: ", "))" }
    var debugDescription: String { description }
    /// Keeps `dump` and string interpolation of an enclosing value from showing the values.
    var customMirror: Mirror { Mirror(self, children: ["headers": description]) }
}

extension SecretHeaders {
    static let limit = 32
    static let byteLimit = 8_192
    /// What the client that sends the others decides itself: a body's form, and where one request ends.
    private static let reserved: Set<String> = [
        "connection", "content-encoding", "content-length", "content-type", "expect", "host", "keep-alive", "te",
        "trailer", "transfer-encoding", "upgrade",
    ]

    /// Reads `name=value` pairs that are separated by commas, with values percent-encoded where they need it
    /// (OpenTelemetry Protocol Exporter, "Specifying headers via environment variables").
    ///
    /// A pair that is refused is named by its place: where it lacks a sign, what looks like a name may be the secret.
    static func parse(_ text: String) -> Result<SecretHeaders, SettingRejection> {
        guard text.utf8.count <= byteLimit else { return .failure(SettingRejection("is too long")) }
        let pairs = text.split(separator: ",", omittingEmptySubsequences: false)
        guard pairs.count <= limit else { return .failure(SettingRejection("has more than \(limit) pairs")) }
        var headers: [(name: String, value: String)] = []
        for (index, pair) in pairs.enumerated() {
            do throws(SettingRejection) {
                let header = try parse(pair)
                guard !headers.contains(where: { $0.name == header.name }) else {
                    throw SettingRejection("repeats the name of an earlier one")
                }
                headers.append(header)
            } catch {
                return .failure(SettingRejection("has a pair, number \(index + 1), that \(error.reason)"))
            }
        }
        return .success(SecretHeaders(revealed: headers))
    }

    private static func parse(_ pair: Substring) throws(SettingRejection) -> (name: String, value: String) {
        guard let sign = pair.firstIndex(of: "=") else { throw SettingRejection("has no =") }
        let name = pair[..<sign].trimmingSpaces().lowercased()
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
            throw SettingRejection("has no header name before its =")
        }
        guard !reserved.contains(name) else { throw SettingRejection("sets a header that is not free to be set") }
        guard let value = pair[pair.index(after: sign)...].trimmingSpaces().percentDecodedBytes() else {
            throw SettingRejection("has a % without two hexadecimal digits behind it")
        }
        guard !value.isEmpty else { throw SettingRejection("has no value") }
        guard value.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw SettingRejection("has characters in its value that are not printable ASCII")
        }
        return (name, String(decoding: value, as: UTF8.self))
    }

    /// RFC 9110, section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
