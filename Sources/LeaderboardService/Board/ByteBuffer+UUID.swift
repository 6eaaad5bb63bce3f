import FoundationEssentials
import NIOCore

extension ByteBuffer {
    /// A UUID's 16 bytes.
    init(_ uuid: UUID) {
        self.init()
        write(uuid)
    }

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
