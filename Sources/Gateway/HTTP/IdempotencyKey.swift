import HTTPTypes
import Hummingbird

/// The client's name for a write, which makes nothing twice however often it is sent
/// (draft-ietf-httpapi-idempotency-key-header). The draft has it in quotes; many clients send it bare.
struct IdempotencyKey {
    private static let limit = 255

    /// Empty where the client gave none.
    let text: String

    /// - Throws: 400 for a key that is empty, too long, or not of visible ASCII.
    init(_ request: Request) throws(Problem) {
        guard let name = HTTPField.Name.idempotencyKey, let value = request.headers[name] else {
            text = ""
            return
        }
        let isQuoted = value.count > 1 && value.hasPrefix("\"") && value.hasSuffix("\"")
        text = isQuoted ? String(value.dropFirst().dropLast()) : value
        guard (1...Self.limit).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .badHeader("Idempotency-Key", "must be 1 to \(Self.limit) visible ASCII characters")
        }
    }
}
