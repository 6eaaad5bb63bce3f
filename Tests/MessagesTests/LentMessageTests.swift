import Messages
import NIOCore
import Testing

@Suite("Messages that are set in others")
struct LentMessageTests {
    private func stats(_ lessonCount: Int64) -> CourseV1.CourseStats {
        .make { draft in
            draft.lessonCount = lessonCount
            draft.lastLessonTitle = "The last of \(lessonCount)"
        }
    }

    private func encoded(_ message: some Message) -> ByteBuffer {
        var buffer = ByteBuffer()
        message.encode(into: &buffer)
        return buffer
    }

    @Test("What was set outlives its source, through several hands")
    func lifetime() throws {
        func course() throws -> CourseV1.Course {
            let source = try CourseV1.Course(decoding: encoded(CourseV1.Course.make { $0.setStats(stats(7)) }))
            let first = CourseV1.Course.make { $0.setStats(source.stats) }
            return .make { $0.setStats(first.stats) }
        }
        let course = try course()
        for course in [course, try CourseV1.Course(decoding: encoded(course))] {
            #expect(course.stats.lessonCount == 7)
            #expect(course.stats.lastLessonTitle == "The last of 7")
        }
    }

    @Test("A part keeps what it was lent when the whole is gone")
    func part() throws {
        func first() throws -> CourseV1.Course {
            let stats = stats(7)
            let response = CourseV1.BatchGetCoursesResponse.make { draft in
                draft.addCourses { $0.setStats(stats) }
            }
            return try #require(response.courses.first)
        }
        #expect(try first().stats.lastLessonTitle == "The last of 7")
    }

    @Test("What was set is replaced by what is set next, and stays as it was")
    func replaced() {
        let first = stats(1)
        let course = CourseV1.Course.make { draft in
            draft.setStats(first)
            draft.setStats { $0.lessonCount = 2 }
        }
        #expect(course.stats.lessonCount == 2)
        #expect(course.stats.lastLessonTitle == nil)
        #expect(first.lessonCount == 1)
        let restored = CourseV1.Course.make { draft in
            draft.setStats(course.stats)
            draft.setStats(first)
        }
        #expect(restored.stats.lessonCount == 1)
        #expect(course.stats.lessonCount == 2)
    }

    @Test("An empty message is set, not left out")
    func empty() {
        let course = CourseV1.Course.make { $0.setStats(CourseV1.Course.make { _ in }.stats) }
        #expect(course.hasStats)
        #expect(course.stats.lessonCount == 0)
    }

    @Test("A message with fields that this version does not know is set with them")
    func unknownFields() throws {
        var bytes = encoded(CourseV1.CourseEdit.make { $0.title = "Known" })
        // The largest number of a field; then 8 bytes, 4 bytes, and bytes that hold a NUL.
        let unknown: [UInt8] =
            [0xF8, 0xFF, 0xFF, 0xFF, 0x0F, 1] + [0xF9, 0x3F, 1, 2, 3, 4, 5, 6, 7, 8] + [0xFD, 0x3F, 1, 2, 3, 4]
            + [0xFA, 0x3F, 3, 0, 1, 0]
        bytes.writeBytes(unknown)
        let edit = try CourseV1.CourseEdit(decoding: bytes)
        let request = CourseV1.CreateCourseRequest.make { $0.setCourse(edit) }
        let decoded = try CourseV1.CreateCourseRequest(decoding: encoded(request))
        #expect(decoded.course.title == "Known")
        #expect(encoded(decoded.course).readableBytesView.suffix(unknown.count).elementsEqual(unknown))
    }

    @Test("A message is lent to many at the same time")
    func concurrently() async {
        let stats = stats(7)
        let titles = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<64 {
                group.addTask { CourseV1.Course.make { $0.setStats(stats) }.stats.lastLessonTitle }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(titles == Array(repeating: "The last of 7", count: 64))
    }
}
