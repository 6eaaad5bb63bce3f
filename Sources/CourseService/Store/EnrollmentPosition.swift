import FoundationEssentials
import NIOCore

/// A place in a list of enrolments whose latest is first. As bytes it is a cursor, which is not signed: whoever hands it
/// out to the world does that.
struct EnrollmentPosition: Hashable {
    private static let version: UInt8 = 1

    /// Before the latest: later than any time that is stored (the year 10000).
    static let start = EnrollmentPosition(enrolledAt: 253_402_300_800_000_000, courseID: UUID(uuid: noID))

    /// The beginning of the year 1: PostgreSQL takes no time before 4714 BC.
    private static let earliest: Int64 = -62_135_596_800_000_000

    private static let noID: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    /// Microseconds since 1970.
    let enrolledAt: Int64
    let courseID: UUID

    init(enrolledAt: Int64, courseID: UUID) {
        self.enrolledAt = enrolledAt
        self.courseID = courseID
    }

    /// Reads what ``bytes`` wrote; nil for anything else.
    init?(_ bytes: ByteBuffer) {
        var bytes = bytes
        guard let (version, enrolledAt) = bytes.readMultipleIntegers(as: (UInt8, Int64).self), version == Self.version,
            (Self.earliest...Self.start.enrolledAt).contains(enrolledAt),
            let id = bytes.readBytes(length: 16), bytes.readableBytes == 0
        else { return nil }
        self.init(enrolledAt: enrolledAt, courseID: UUID(cursorBytes: id))
    }

    var bytes: ByteBuffer {
        var bytes = ByteBuffer()
        bytes.writeMultipleIntegers(Self.version, enrolledAt)
        withUnsafeBytes(of: courseID.uuid) { _ = bytes.writeBytes($0) }
        return bytes
    }
}
