import FoundationEssentials
internal import NIOCore

/// The answer to an export: `{"partialSuccess":{"rejectedSpans":"3"}}`, or nothing to tell.
enum OTLPAnswer {
    /// How many spans the collector refused for good.
    static func refusedSpans(in body: ByteBuffer) -> Int {
        let answer = try? JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView))
        return max(0, answer?.partialSuccess?.rejectedSpans?.count ?? 0)
    }

    private struct Answer: Decodable {
        let partialSuccess: PartialSuccess?
    }

    private struct PartialSuccess: Decodable {
        let rejectedSpans: RejectedSpans?
    }

    /// In JSON an int64 of protobuf is a string; some collectors write a number.
    private struct RejectedSpans: Decodable {
        let count: Int

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            count = try (try? container.decode(Int.self)) ?? Int(container.decode(String.self)) ?? 0
        }
    }
}
