import FoundationEssentials
import NIOCore
import TestSupport
import Testing

@testable import CourseService

@Suite("Course cursor")
struct CourseCursorTests {
    static let keys: [CourseListPosition.Key] = [
        .publishedAt(microseconds: 1_700_000_000_123_456), .publishedAt(microseconds: -1), .enrollments(0),
        .enrollments(.max), .rating(0), .rating(4.7), .title("Čeština für Anfänger"), .title(""),
        .title(String(repeating: "界", count: 200)), .title(String(repeating: "🎼", count: 200)),
    ]
    let filter = CourseFilter(category: "music", isFree: false, words: "piano")

    @Test("comes back as it was", arguments: keys)
    func roundTrip(key: CourseListPosition.Key) throws {
        let cursor = CourseCursor(CourseListPosition(key: key, id: UUID()))
        #expect(try CourseCursor(cursor.bytes(of: filter), of: filter, in: key.sort) == cursor)
    }

    @Test("belongs to its filters and order", arguments: keys)
    func otherList(key: CourseListPosition.Key) {
        let bytes = CourseCursor(CourseListPosition(key: key, id: UUID())).bytes(of: filter)
        for other in otherFilters {
            #expect(throws: CourseCursor.Problem.otherList) { try CourseCursor(bytes, of: other, in: key.sort) }
        }
        for sort in CourseSort.allCases where sort != key.sort {
            #expect(throws: CourseCursor.Problem.otherList) { try CourseCursor(bytes, of: filter, in: sort) }
        }
    }

    @Test("cut off or prolonged it is malformed", arguments: keys)
    func malformed(key: CourseListPosition.Key) throws {
        let bytes = CourseCursor(CourseListPosition(key: key, id: UUID())).bytes(of: filter)
        for length in 0..<bytes.readableBytes {
            let part = try #require(bytes.getSlice(at: bytes.readerIndex, length: length))
            #expect(throws: CourseCursor.Problem.malformed) { try CourseCursor(part, of: filter, in: key.sort) }
        }
        var longer = bytes
        longer.writeInteger(UInt8(0))
        #expect(throws: CourseCursor.Problem.malformed) { try CourseCursor(longer, of: filter, in: key.sort) }
    }

    @Test("keys that no course can have are malformed")
    func impossibleKeys() {
        for key: CourseListPosition.Key in [.rating(.nan), .rating(-0.1), .rating(5.5), .title("a\0b")] {
            let bytes = CourseCursor(CourseListPosition(key: key, id: UUID())).bytes(of: filter)
            #expect(throws: CourseCursor.Problem.malformed) { try CourseCursor(bytes, of: filter, in: key.sort) }
        }
    }

    @Test("any bytes are read or refused")
    func anyBytes() {
        var generator = SplitMix64(state: 1)
        let id = UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
        let cursor = CourseCursor(CourseListPosition(key: .title("Bread"), id: id))
        for _ in 0..<2_000 {
            var bytes = cursor.bytes(of: filter)
            let index = Int.random(in: 0..<bytes.readableBytes, using: &generator)
            bytes.setInteger(UInt8.random(in: .min ... .max, using: &generator), at: index)
            _ = try? CourseCursor(bytes, of: filter, in: .title)
        }
    }

    @Test("the fingerprint tells filters apart and is the same in every version")
    func fingerprint() {
        #expect(
            CourseFilter(category: "ab", level: "c").fingerprint != CourseFilter(category: "a", level: "bc").fingerprint
        )
        #expect(filter.fingerprint == 7_054_443_365_566_355_559)
    }

    private var otherFilters: [CourseFilter] {
        var level = filter
        level.level = "beginner"
        var free = filter
        free.isFree = true
        var creator = filter
        creator.creatorID = UUID()
        return [CourseFilter(), CourseFilter(category: "music", isFree: false, words: "pian"), level, free, creator]
    }
}
