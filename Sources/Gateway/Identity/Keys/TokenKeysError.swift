/// Why there are no keys to verify tokens with.
enum TokenKeysError: Error, Equatable, CustomStringConvertible {
    case malformed
    case tooLarge
    case noUsableKey
    case unreadable
    case status(Int)
    case unreachable

    var description: String {
        switch self {
        case .malformed: "it is no JSON Web Key Set"
        case .tooLarge: "it is over \(TokenKeys.byteLimit) bytes or \(TokenKeys.countLimit) keys"
        case .noUsableKey: "it has no key for ES256, RS256 or EdDSA"
        case .unreadable: "the file can't be read"
        case .status(let code): "the server answered \(code)"
        case .unreachable: "the server can't be reached, or did not answer in time"
        }
    }
}
