import FoundationEssentials
import Messages
import NIOCore
import Testing

@Suite("Messages")
struct MessageTests {
    private let id = UUID()

    private func course() -> CourseV1.Course {
        .make { draft in
            draft.id = id
            draft.title = "Ünïcode – 编程"
            draft.priceCents = 4_999
            draft.isFree = false
            draft.rating = 4.5
            draft.publishedAt = 1_700_000_000_000_000
            draft.setStats { $0.lessonCount = 7 }
        }
    }

    private func encoded(_ message: some Message) -> ByteBuffer {
        var buffer = ByteBuffer()
        message.encode(into: &buffer)
        return buffer
    }

    @Test("A drafted message reads back, before and after its way over the wire")
    func roundTrip() throws {
        let drafted = course()
        let decoded = try CourseV1.Course(decoding: encoded(drafted))
        for course in [drafted, decoded] {
            #expect(course.id == id)
            #expect(course.title == "Ünïcode – 编程")
            #expect(course.priceCents == 4_999)
            #expect(course.rating == 4.5)
            #expect(course.publishedAt == 1_700_000_000_000_000)
            #expect(course.hasStats)
            #expect(course.stats.lessonCount == 7)
        }
    }

    @Test("encodedSize is what encode appends, behind what is there already")
    func encodedSize() {
        var buffer = ByteBuffer(string: "before")
        let course = course()
        course.encode(into: &buffer)
        #expect(buffer.readableBytes == "before".utf8.count + course.encodedSize)
        #expect(buffer.readString(length: 6) == "before")
    }

    @Test("Nullable fields that are not set are nil, others zero or empty")
    func unset() throws {
        let empty = CourseV1.Course.make { _ in }
        #expect(empty.publishedAt == nil)
        #expect(empty.title == "")
        #expect(empty.priceCents == 0)
        #expect(!empty.hasStats)
        #expect(empty.stats.lessonCount == 0)
        #expect(empty.stats.lastLessonTitle == nil)
        #expect(empty.encodedSize == 0)
        #expect(try CourseV1.Course(decoding: ByteBuffer()).title == "")
    }

    @Test("A repeated field keeps its order through every growth", arguments: [0, 1, 3, 4, 5, 8, 9, 100, 513])
    func repeated(count: Int) throws {
        let request = CourseV1.BatchGetCoursesRequest.make { draft in
            for index in 0..<count { draft.addIDs(uuid(index)) }
        }
        let decoded = try CourseV1.BatchGetCoursesRequest(decoding: encoded(request))
        #expect(Array(decoded.ids) == (0..<count).map(uuid))
        let response = CourseV1.BatchGetCoursesResponse.make { draft in
            for index in 0..<count { draft.addCourses { $0.title = "\(index)" } }
        }
        let courses = try CourseV1.BatchGetCoursesResponse(decoding: encoded(response)).courses
        #expect(courses.map(\.title) == (0..<count).map(String.init))
    }

    @Test("Bytes are kept as they are, NUL included; text ends at NUL as in C")
    func bytesAndText() throws {
        let entry = CacheV1.CacheEntry.make { draft in
            draft.key = ByteBuffer(bytes: [0, 1, 0, 255])
            draft.value = ByteBuffer()
        }
        let decoded = try CacheV1.CacheEntry(decoding: encoded(entry))
        #expect(Array(decoded.key.readableBytesView) == [0, 1, 0, 255])
        #expect(decoded.withKey { $0.byteCount } == 4)
        #expect(decoded.value.readableBytes == 0)
        #expect(CourseV1.Course.make { $0.title = "a\0b" }.title == "a")
    }

    @Test("Ids that are not 16 bytes read as the id that no row has")
    func malformedID() throws {
        // Field 1, length-delimited, three bytes.
        let course = try CourseV1.Course(decoding: ByteBuffer(bytes: [0x0A, 3, 1, 2, 3]))
        #expect(course.id.uuidString == "00000000-0000-0000-0000-000000000000")
    }

    @Test("An enum number that this version does not know is nil")
    func unknownEnum() throws {
        let request = try CourseV1.ListCoursesRequest(decoding: ByteBuffer(bytes: [0x18, 99]))
        #expect(request.price == nil)
        #expect(try CourseV1.ListCoursesRequest(decoding: ByteBuffer(bytes: [0x18, 2])).price == .paid)
    }

    @Test("Unknown fields are skipped")
    func unknownField() throws {
        var bytes = encoded(course())
        bytes.writeBytes([0xF8, 0x3F, 1])  // Field 1023, varint.
        #expect(try CourseV1.Course(decoding: bytes).priceCents == 4_999)
    }

    @Test("Every truncation is refused or decodes to less, and none crashes")
    func truncation() {
        let bytes = encoded(course())
        var refused = 0
        for length in 0..<bytes.readableBytes {
            do {
                let part = try CourseV1.Course(decoding: bytes.getSlice(at: 0, length: length) ?? ByteBuffer())
                #expect(part.encodedSize <= length)
            } catch {
                #expect(error == .malformed(message: "lyceum.course.v1.Course"))
                refused += 1
            }
        }
        #expect(refused > 0)
    }

    @Test("Random damage never crashes, and what decodes can be read and encoded")
    func damage() {
        var random = SystemRandomNumberGenerator()
        let original = Array(encoded(course()).readableBytesView)
        for _ in 0..<20_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            guard let course = try? CourseV1.Course(decoding: ByteBuffer(bytes: bytes)) else { continue }
            _ = course.title
            _ = course.stats.lastLessonTitle
            #expect(encoded(course).readableBytes == course.encodedSize)
        }
    }

    @Test("A small frame that would expand beyond the arena's limit is refused")
    func expansion() {
        // 2 bytes each on the wire, a struct each in memory: 2 Mi empty courses in one response.
        let bytes = ByteBuffer(repeating: 0, count: 0)
        var frame = bytes
        for _ in 0..<(2 << 20) { frame.writeBytes([0x0A, 0]) }
        #expect(throws: MessageError.tooLarge(message: "lyceum.course.v1.BatchGetCoursesResponse")) {
            try CourseV1.BatchGetCoursesResponse(decoding: frame)
        }
    }

    @Test("An element outlives the message that it was taken from")
    func lifetime() throws {
        func first() throws -> CourseV1.Course {
            let response = CourseV1.BatchGetCoursesResponse.make { $0.addCourses { $0.title = "kept" } }
            return try #require(CourseV1.BatchGetCoursesResponse(decoding: encoded(response)).courses.first)
        }
        let course = try first()
        #expect(course.title == "kept")
    }

    @Test("A draft whose closure throws leaves no message")
    func throwingDraft() {
        struct Refusal: Error, Equatable {}
        #expect(throws: Refusal()) {
            try CourseV1.Course.make { (_) throws(Refusal) in throw Refusal() }
        }
    }

    private func uuid(_ number: Int) -> UUID {
        UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(number >> 8), UInt8(number & 255)))
    }
}
