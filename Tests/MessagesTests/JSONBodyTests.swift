import Foundation
import NIOCore
import Testing

@testable import Messages

@Suite("JSON bodies")
struct JSONBodyTests {
    private func course(_ json: String) throws(JSONFault) -> JSONBody<CourseV1.Course> {
        try JSONBody(ByteBuffer(string: json))
    }

    private func fault<Body: Message>(_: Body.Type, _ json: ByteBuffer) -> String {
        do throws(JSONFault) {
            _ = try JSONBody<Body>(json)
            return "none"
        } catch {
            return "\(error.pointer) \(error.detail)"
        }
    }

    private func fault(_ json: String) -> String { fault(CourseV1.Course.self, ByteBuffer(string: json)) }

    @Test("Every kind of member reaches its field")
    func kinds() throws {
        let body = try course(
            """
            { "id": "0190A1B2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "title": "Say \\"hi\\"\\n", "price_cents": -12,
              "is_free": true, "rating": 4.25, "published_at": null, "created_at": "2023-11-14T22:13:20.1234567Z",
              "stats": {"completion_rate": 5e-1, "total_duration": 1.2e3} }
            """)
        let course = body.message
        #expect(course.id == UUID(uuidString: "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"))
        #expect(course.title == "Say \"hi\"\n")
        #expect(course.priceCents == -12)
        #expect(course.isFree)
        #expect(course.rating == 4.25)
        #expect(course.publishedAt == nil)
        #expect(course.createdAt == 1_700_000_000_123_456)
        #expect(course.stats.completionRate == 0.5)
        #expect(course.stats.totalDuration == 1200)
        #expect(course.description.isEmpty)
        #expect(
            body.members == ["id", "title", "price_cents", "is_free", "rating", "published_at", "created_at", "stats"])
    }

    @Test("Repeated members keep their order through every growth", arguments: [0, 1, 4, 5, 100])
    func repeated(count: Int) throws {
        let ids = (0..<count).map { _ in UUID() }
        let json = "{\"ids\":[\(ids.map { "\"\($0)\"" }.joined(separator: " ,"))]}"
        let body = try JSONBody<CourseV1.BatchGetCoursesRequest>(ByteBuffer(string: json))
        #expect(Array(body.message.ids) == ids)
        let titles = (0..<count).map { "{\"position\":\($0),\"title\":\"t\($0)\"}" }
        let list = try JSONBody<CourseV1.LessonList>(
            ByteBuffer(string: "{\"lessons\":[\(titles.joined(separator: ","))]}"))
        #expect(list.message.lessons.map(\.title) == (0..<count).map { "t\($0)" })
        #expect(list.message.lessons.map(\.position) == (0..<Int32(count)).map { $0 })
    }

    @Test("A long name that is not known is told by its beginning")
    func longName() {
        let name = String(repeating: "é", count: 10_000)
        #expect(fault(#"{"\#(name)":1}"#).hasPrefix("/\(name.prefix(100)) is not known here"))
    }

    @Test("An enumeration goes by its names")
    func enumeration() throws {
        let body = try JSONBody<CourseV1.ListCoursesRequest>(ByteBuffer(string: #"{"sort":"RATING"}"#))
        #expect(body.message.sort == .rating)
        let unknown = fault(CourseV1.ListCoursesRequest.self, ByteBuffer(string: #"{"sort":"rating"}"#))
        #expect(unknown == "/sort must be one of: NEWEST, POPULAR, RATING, TITLE")
    }

    @Test(
        "A fault names the member and what is wrong with it",
        arguments: [
            (#"{"titel":"x"}"#, "/titel is not known here; known are: id, title, "),
            (#"{"stats_version":1}"#, "/stats_version is not known here"),
            (#"{"a/b~c":1}"#, "/a~1b~0c is not known here"),
            (#"{"title":"a","title":"b"}"#, "/title appears twice"),
            (#"{"title":7}"#, "/title must be text"),
            (#"{"title":null}"#, "/title must not be null"),
            (#"{"title":"a\u0000b"}"#, "/title must not hold the character U+0000"),
            (#"{"id":"7"}"#, "/id must be a UUID"),
            (#"{"is_free":"true"}"#, "/is_free must be true or false"),
            (#"{"price_cents":"7"}"#, "/price_cents must be a number"),
            (#"{"price_cents":1.5}"#, "/price_cents must be an integer"),
            (#"{"price_cents":1e-1}"#, "/price_cents must be an integer"),
            (#"{"price_cents":9007199254740992}"#, "/price_cents must be between -9007199254740991 and"),
            (#"{"price_cents":1e99999999999}"#, "/price_cents must be between"),
            (#"{"rating":1e999}"#, "/rating is beyond the range of numbers"),
            (#"{"created_at":"yesterday"}"#, "/created_at must be a time as in RFC 3339"),
            (#"{"created_at":"2023-02-29T00:00:00Z"}"#, "/created_at must be a time as in RFC 3339"),
            (#"{"created_at":null}"#, "/created_at must not be null"),
            (#"{"stats":[]}"#, "/stats must be an object"),
            (#"{"stats":{"total_duration":true}}"#, "/stats/total_duration must be a number"),
            ("[]", " must be an object"),
            ("", " is not valid JSON: a value is missing at byte 0"),
            ("{", " is not valid JSON: '\"' is missing at byte 1"),
            ("{} x", " is not valid JSON: something follows the object at byte 3"),
            (#"{"title":"a",}"#, " is not valid JSON: '\"' is missing at byte 13"),
            (#"{"title" "a"}"#, " is not valid JSON: ':' is missing at byte 9"),
            (#"{"title":"a""#, " is not valid JSON: '}' is missing at byte 12"),
            (#"{"title":}"#, "/title is not valid JSON: a value is missing at byte 9"),
            (#"{"title":"a"#, "/title is not valid JSON: a string does not end at byte 11"),
            (#"{"title":"\x"}"#, "/title is not valid JSON: a backslash stands before"),
            (#"{"title":"\ud800"}"#, "/title is not valid JSON: half a surrogate pair stands alone"),
            (#"{"title":"\udc00"}"#, "/title is not valid JSON: half a surrogate pair stands alone"),
            (#"{"title":"\u12G4"}"#, "/title is not valid JSON: \\u wants four digits"),
            ("{\"title\":\"a\nb\"}", "/title is not valid JSON: a control character is not escaped at byte 11"),
            (#"{"price_cents":01}"#, " is not valid JSON: '}' is missing at byte 16"),
            (#"{"price_cents":-}"#, "/price_cents is not valid JSON: a digit is missing at byte 16"),
            (#"{"price_cents":1.}"#, "/price_cents is not valid JSON: a digit is missing at byte 17"),
        ])
    func faults(json: String, expected: String) {
        #expect(fault(json).hasPrefix(expected), "\(fault(json))")
    }

    @Test("A fault within an array has the element's position")
    func positions() {
        let list = ByteBuffer(string: #"{"lessons":[{"title":"a"},{"title":"b","position":3000000000}]}"#)
        #expect(
            fault(CourseV1.LessonList.self, list)
                == "/lessons/1/position must be between -2147483648 and 2147483647")
        let ids = ByteBuffer(string: #"{"ids":["0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",null]}"#)
        #expect(fault(CourseV1.BatchGetCoursesRequest.self, ids) == "/ids/1 must be a UUID")
    }

    @Test("Text that is not UTF-8 is refused", arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]])
    func notUTF8(bytes: [UInt8]) {
        let json = ByteBuffer(bytes: Array(#"{"title":""#.utf8) + bytes + Array(#""}"#.utf8))
        #expect(fault(CourseV1.Course.self, json).contains("a string is not UTF-8 at byte 10"))
    }

    @Test("Length and memory have a limit")
    func limit() {
        let limit = JSONBody<CourseV1.LessonList>.byteLimit
        let long = ByteBuffer(string: "{\"lessons\":[" + String(repeating: "{},", count: limit / 3) + "{}]}")
        #expect(fault(CourseV1.LessonList.self, long) == " is longer than 1048576 bytes")
        let most = ByteBuffer(string: "{\"lessons\":[" + String(repeating: "{},", count: limit / 3 - 6) + "{}]}")
        #expect(fault(CourseV1.LessonList.self, most) == "none")
    }

    @Test(
        "Times of every offset and precision",
        arguments: [
            ("1970-01-01T00:00:00.000001Z", 1), ("2000-02-29t12:00:00z", 951_825_600_000_000),
            ("1999-12-31T23:59:59.5-00:30", 946_686_599_500_000), ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
            ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
            ("2024-12-31T23:59:59+14:00", 1_735_639_199_000_000),
        ] as [(String, Int64)])
    func times(text: String, microseconds: Int64) throws {
        #expect(try course("{\"created_at\":\"\(text)\"}").message.createdAt == microseconds)
    }

    @Test(
        "No time at all",
        arguments: [
            "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-32T00:00:00Z", "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+1:00", "2024-01-01T00:00:00ZZ", "24-01-01T00:00:00Z", "",
            "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
        ])
    func noTimes(text: String) {
        #expect(fault("{\"created_at\":\"\(text)\"}").hasPrefix("/created_at must be a time"))
    }
}
