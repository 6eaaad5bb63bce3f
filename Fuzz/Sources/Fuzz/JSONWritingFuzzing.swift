import Foundation
import Messages
import NIOCore

/// From a peer's bytes to JSON: whatever a message holds, and whatever a mask leaves of it, the text is UTF-8, another
/// parser reads it, and finds the values of the message.
enum JSONWritingFuzzing {
    static func run(choice: UInt8, _ input: ByteBuffer) {
        var input = input
        guard let bits = input.readInteger(as: UInt64.self) else { return }
        switch choice % 8 {
        case 0: check(CourseV1.Course.self, input, bits) { $0.reference }
        case 1: check(CourseV1.LessonList.self, input, bits) { $0.reference }
        case 2: check(CourseV1.ListCoursesRequest.self, input, bits) { $0.reference }
        case 3: check(CourseV1.Progress.self, input, bits) { $0.reference }
        case 4: check(LeaderboardV1.ListEntriesResponse.self, input, bits)
        case 5: check(CacheV1.GetManyResponse.self, input, bits)
        case 6: check(TTRPC.Request.self, input, bits)
        default: check(GoogleRPC.Status.self, input, bits)
        }
    }

    private static func check<Decoded: Message>(
        _ type: Decoded.Type, _ input: ByteBuffer, _ bits: UInt64,
        reference: (Decoded) -> ParsedJSON? = { _ in nil }
    ) {
        guard let message = try? Decoded(decoding: input) else { return }
        let mask = mask(of: FieldMaskSchema(type), bits)
        let json = message.json(mask)
        precondition(String(validating: json.readableBytesView, as: UTF8.self) != nil, "JSON is not UTF-8")
        guard let parsed = try? JSONDecoder().decode(ParsedJSON.self, from: Data(json.readableBytesView)) else {
            preconditionFailure("JSON can't be parsed")
        }
        guard let reference = reference(message) else { return }
        precondition(parsed == reference.masked(mask), "JSON has other values than the message")
    }

    /// The mask of those paths whose bit is set.
    private static func mask(of schema: FieldMaskSchema, _ bits: UInt64) -> FieldMask {
        let paths = schema.members.keys.sorted().flatMap { name in
            let members = schema.members[name]?.members.keys.sorted() ?? []
            return [name] + members.map { "\(name).\($0)" }
        }
        let chosen = paths.enumerated().filter { bits >> UInt64($0.offset % 64) & 1 == 1 }.map { $0.element[...] }
        guard let mask = try? FieldMask(chosen, schema: schema) else { preconditionFailure("a path has no member") }
        return mask
    }
}
