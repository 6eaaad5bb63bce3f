import Foundation
import Messages
import NIOCore
import Testing

@Suite("Field mask")
struct FieldMaskTests {
    private static let schema = FieldMaskSchema(CourseV1.Course.self)
        .adding("creator", FieldMaskSchema(CourseV1.Creator.self))

    private func members(_ paths: [Substring]) throws -> [String: Any] {
        let course = CourseV1.Course.make { $0.setStats { $0.lessonCount = 3 } }
        let mask = try FieldMask(paths, schema: Self.schema)
        let json = JSONWriter.bytes { $0.value(course, mask) }
        let object = try JSONSerialization.jsonObject(with: Data(buffer: json))
        return try #require(object as? [String: Any])
    }

    @Test("Only the named members are written")
    func named() throws {
        #expect(try Set(members(["title", "id"]).keys) == ["title", "id"])
    }

    @Test("A path selects within a member; the member's name or a star selects all of it")
    func nested() throws {
        #expect((try members(["stats.lesson_count"])["stats"] as? [String: Any])?.count == 1)
        for paths in [["stats"], ["stats.*"], ["stats.quiz_count", "stats"]] as [[Substring]] {
            #expect((try members(paths)["stats"] as? [String: Any])?.count == 7)
        }
    }

    @Test("A star selects every member of the message")
    func star() throws {
        #expect(try members(["*"]).count == 17)
    }

    @Test("A composed member can be named, with its own members")
    func composed() throws {
        let mask = try FieldMask(["creator.name"], schema: Self.schema)
        #expect(mask.names("creator"))
        #expect(!mask.names("title"))
        #expect(mask["creator"].names("name"))
        #expect(!mask["creator"].names("bio"))
    }

    @Test("A star with other paths selects every member of the message, and of those composed just the named")
    func starAndOthers() throws {
        #expect(try FieldMask(["*", "title", "stats.quiz_count"], schema: Self.schema) == .all)
        #expect(!FieldMask.all.names("creator"))
        let paths: [Substring] = ["creator.name", "*"]
        let mask = try FieldMask(paths, schema: Self.schema)
        #expect(try members(paths).count == 17)
        #expect(mask.names("creator"))
        #expect(mask["creator"].names("name") && mask["creator"] != .all)
    }

    @Test(
        "A path that does not exist is named",
        arguments: [
            "nonsense", "stats.nonsense", "title.length", "creator.title", "", ".", "stats.", "stats_version", "*.a",
        ])
    func unknown(path: String) {
        #expect(throws: FieldMaskError.self) { try FieldMask([Substring(path)], schema: Self.schema) }
    }
}

extension Data {
    fileprivate init(buffer: ByteBuffer) {
        self.init(buffer.readableBytesView)
    }
}
