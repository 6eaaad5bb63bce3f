import FoundationEssentials
import NIOCore

/// A user's place in a sorted set that Redis keeps in exactly the board's order.
///
/// The score is −XP and the member created_at ‖ id, read ascending: higher XP first, then who came earlier, then the
/// lower id, because Redis orders equal scores by the members' bytes.
struct BoardMember: Hashable {
    let id: UUID
    let joinedAtMicroseconds: Int64

    /// Eight bytes, big-endian; a time before 1970 counts as 1970.
    var joinedBytes: ByteBuffer {
        ByteBuffer(integer: max(0, joinedAtMicroseconds))
    }

    /// 24 bytes.
    var bytes: ByteBuffer {
        var buffer = joinedBytes
        buffer.write(id)
        return buffer
    }

    init(id: UUID, joinedAtMicroseconds: Int64) {
        self.id = id
        self.joinedAtMicroseconds = joinedAtMicroseconds
    }

    /// Nil where the bytes are no member.
    init?(_ bytes: ByteBuffer) {
        var bytes = bytes
        guard let joined = bytes.readInteger(as: Int64.self), joined >= 0, let id = bytes.readUUID(),
            bytes.readableBytes == 0
        else { return nil }
        self.init(id: id, joinedAtMicroseconds: joined)
    }
}
