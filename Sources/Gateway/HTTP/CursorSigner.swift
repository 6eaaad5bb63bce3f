import Crypto
import FoundationEssentials
import NIOCore
import ServiceKit

/// Makes a service's page position an opaque text that clients can't alter: base64url of a MAC and the position.
///
/// All replicas need the same key.
struct CursorSigner: Sendable {
    /// The most characters of a cursor. The longest, of a title of 200 characters of four bytes, has 1,126.
    static let limit = 2048

    private static let tagLength = 16

    /// Has taken in the key and nothing else. Copies of it sign, which saves half of the hashing.
    private let keyed: HMAC<SHA256>
    /// Tells keys apart, for the tags of answers that show cursors.
    let fingerprint: UInt64

    /// - Parameter key: at least 16 bytes.
    init(key: [UInt8]) {
        let keyed = HMAC<SHA256>(key: SymmetricKey(data: key))
        var code = keyed
        // Without the NUL that every cursor's text has.
        code.update(data: Array("fingerprint".utf8))
        fingerprint = code.finalize().prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        self.keyed = keyed
    }

    /// The cursor of the next page; nil where its position is empty, as there is none.
    func next(_ position: ByteBuffer, for purpose: String) -> String? {
        position.readableBytes > 0 ? signed(position, for: purpose) : nil
    }

    /// - Parameter purpose: the route; a cursor of one is refused by another.
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
        var signed = ByteBuffer()
        signed.reserveCapacity(purpose.utf8.count + 1 + position.count)
        signed.writeString(purpose)
        signed.writeInteger(0 as UInt8)
        signed.writeBytes(position)
        var code = keyed
        code.update(data: signed.readableBytesView)
        return code.finalize().withUnsafeBytes { Array($0.prefix(Self.tagLength)) }
    }

    /// Takes the same time wherever the bytes differ.
    private static func isEqual(_ a: [UInt8], _ b: ArraySlice<UInt8>) -> Bool {
        a.count == b.count && zip(a, b).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
