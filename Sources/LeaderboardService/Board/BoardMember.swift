import FoundationEssentials
import NIOCore

/// A user's place in a sorted set that Redis keeps in exactly the board's order.
///
/// The score is −XP and the member created_at ‖ id, read ascending: higher XP first, then who came earlier, then the
/// lower id, because Redis orders equal scores by the members' bytes.
struct BoardMember: Hashable {
    /// Bytes: 8 for created_at, 16 for the id.
    static let length = 24

    let id: UUID
    let joinedAtMicroseconds: Int64

    /// Eight bytes, big-endian; a time before 1970 counts as 1970.
    var joinedBytes: ByteBuffer {
        ByteBuffer(integer: max(0, joinedAtMicroseconds))
    }

    var bytes: ByteBuffer {
        var buffer = joinedBytes
        withUnsafeBytes(of: id.uuid) { _ = buffer.writeBytes($0) }
        return buffer
    }

    init(id: UUID, joinedAtMicroseconds: Int64) {
        self.id = id
        self.joinedAtMicroseconds = joinedAtMicroseconds
    }

    /// Nil where the bytes are no member.
    init?(_ bytes: ByteBuffer) {
        var bytes = bytes
        guard bytes.readableBytes == Self.length, let joined = bytes.readInteger(as: Int64.self),
            let id = bytes.readUUID()
        else { return nil }
        self.init(id: id, joinedAtMicroseconds: joined)
    }
}

extension ByteBuffer {
    /// Reads 16 bytes as a UUID.
    mutating func readUUID() -> UUID? {
        guard let high = readInteger(as: UInt64.self), let low = readInteger(as: UInt64.self) else { return nil }
        var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &bytes) { place in
            place.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            place.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        return UUID(uuid: bytes)
    }

    /// Writes a UUID's 16 bytes.
    mutating func write(_ uuid: UUID) {
        withUnsafeBytes(of: uuid.uuid) { _ = writeBytes($0) }
    }
}
