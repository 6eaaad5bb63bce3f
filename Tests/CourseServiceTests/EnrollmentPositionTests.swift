import FoundationEssentials
import NIOCore
import Testing

@testable import CourseService

@Suite("Places among enrolments")
struct EnrollmentPositionTests {
    private let position = EnrollmentPosition(enrolledAt: 1_770_000_000_123_456, courseID: UUID())

    @Test("what is written is read again")
    func roundTrip() {
        #expect(EnrollmentPosition(position.bytes) == position)
        #expect(EnrollmentPosition(EnrollmentPosition.start.bytes) == .start)
    }

    @Test("bytes that are cut, longer, of another version or of no time are none")
    func malformed() {
        for length in 0..<position.bytes.readableBytes {
            #expect(EnrollmentPosition(position.bytes.getSlice(at: 0, length: length) ?? ByteBuffer()) == nil)
        }
        var longer = position.bytes
        longer.writeInteger(0 as UInt8)
        #expect(EnrollmentPosition(longer) == nil)
        var other = position.bytes
        other.setInteger(9 as UInt8, at: 0)
        #expect(EnrollmentPosition(other) == nil)
        for time in [Int64.min, -253_402_300_800_000_000, 253_402_300_800_000_001, .max] {
            #expect(EnrollmentPosition(EnrollmentPosition(enrolledAt: time, courseID: UUID()).bytes) == nil)
        }
    }
}
