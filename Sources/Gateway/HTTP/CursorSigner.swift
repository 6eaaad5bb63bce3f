import Crypto
import FoundationEssentials
import Messages
import NIOCore
import ServiceKit

/// Makes a service's page position an opaque text that clients can't alter: base64url of a MAC and the position.
///
/// All replicas need the same key.
struct CursorSigner: Sendable {
    /// The most characters of a cursor. The longest, of a title of 200 characters of four bytes, has 1,126.
    static let limit = 2048

    private static let tagLength = 16

    private let key: SymmetricKey

    /// - Parameter key: at least 16 bytes.
    init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    /// Writes a position, or null where it is empty.
    ///
    /// - Parameter purpose: the route; a cursor of one is refused by another.
    func write(_ position: ByteBuffer, for purpose: String, to json: inout JSONWriter) {
        guard position.readableBytes > 0 else { return json.null() }
        json.value(signed(position, for: purpose))
    }

    func signed(_ position: ByteBuffer, for purpose: String) -> String {
        Base64URL.encode(tag(position.readableBytesView, purpose) + position.readableBytesView)
    }

    /// The position in a cursor that this key has signed.
    func verified(_ cursor: String, for purpose: String) throws(Problem) -> ByteBuffer {
        guard let bytes = Base64URL.decode(cursor), bytes.count > Self.tagLength else {
            throw .badParameter("cursor", "is not a cursor of this list")
        }
        let position = ByteBuffer(bytes: bytes.dropFirst(Self.tagLength))
        guard Self.isEqual(tag(position.readableBytesView, purpose), bytes.prefix(Self.tagLength)) else {
            throw .badParameter("cursor", "is not a cursor of this list")
        }
        return position
    }

    private func tag(_ position: ByteBufferView, _ purpose: String) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array(purpose.utf8))
        code.update(data: [0])
        code.update(data: position)
        return code.finalize().withUnsafeBytes { Array($0.prefix(Self.tagLength)) }
    }

    /// Takes the same time wherever the bytes differ.
    private static func isEqual(_ a: [UInt8], _ b: ArraySlice<UInt8>) -> Bool {
        a.count == b.count && zip(a, b).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
