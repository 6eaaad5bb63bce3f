import Foundation
import Messages
import NIOCore

/// From a client's bytes to a message: what is accepted is JSON to another parser, too, and written as JSON it is read as
/// the same message.
enum JSONReadingFuzzing {
    static func run(choice: UInt8, _ input: ByteBuffer) {
        switch choice % 8 {
        case 0: check(CourseV1.CourseEdit.self, input)
        case 1: check(CourseV1.LessonEdit.self, input)
        case 2: check(CourseV1.BatchGetCoursesRequest.self, input)
        case 3: check(LeaderboardV1.BatchGetRanksRequest.self, input)
        case 4: check(CourseV1.Course.self, input)
        case 5: check(CourseV1.CreateCourseRequest.self, input)
        case 6: check(CourseV1.ListCoursesRequest.self, input)
        default: check(CacheV1.SetManyRequest.self, input)
        }
    }

    private static func check<Body: Message>(_ type: Body.Type, _ input: ByteBuffer) {
        guard let body = try? JSONBody<Body>(input) else { return }
        let parsed = try? JSONSerialization.jsonObject(with: Data(input.readableBytesView))
        precondition(parsed is [String: Any], "what is accepted is no JSON object")
        // Absent members have defaults, which not every member may be given.
        let members = body.members.map { $0[...] }
        guard let mask = try? FieldMask(members, schema: FieldMaskSchema(type)),
            let again = try? JSONBody<Body>(body.message.json(mask))
        else { preconditionFailure("what was read can't be read again") }
        precondition(again.members == body.members, "members are lost")
        precondition(again.message.encoded == body.message.encoded, "a body changes on its way")
    }
}
