import Foundation
import NIOCore
import Testing

@testable import Messages

@Suite("JSON there and back, beside another parser")
struct JSONRoundTripTests {
    private static let alphabet: [Unicode.Scalar] = [
        "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u{1}", "\u{7F}", "é", "ß", "\u{2028}", "你", "😀",
        "\u{10FFFF}",
    ]

    /// Some of a course, as Foundation's decoder reads it.
    private struct OtherCourse: Decodable {
        struct Stats: Decodable {
            let total_duration: Int64
            let completion_rate: Double
        }

        let title: String
        let price_cents: Int64
        let rating: Double
        let stats: Stats
    }

    private func text(_ random: inout some RandomNumberGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            text.append(Self.alphabet.randomElement(using: &random) ?? "a")
        }
        return String(text)
    }

    private func integer(_ random: inout some RandomNumberGenerator) -> Int64 {
        let bits = Int64.random(in: 0...53, using: &random)
        let magnitude = Int64.random(in: 0...(1 << bits) - 1, using: &random)
        return Bool.random(using: &random) ? magnitude : -magnitude
    }

    private func course(_ random: inout some RandomNumberGenerator) -> CourseV1.Course {
        CourseV1.Course.make { draft in
            draft.id = UUID()
            draft.title = text(&random)
            draft.description = text(&random)
            draft.priceCents = integer(&random)
            draft.isFree = Bool.random(using: &random)
            draft.rating = Double(integer(&random)) / Double.random(in: 1...1000, using: &random)
            draft.publishedAt = Bool.random(using: &random) ? integer(&random) : nil
            draft.createdAt = integer(&random) | 1
            draft.updatedAt = Int64.random(in: -62_167_219_200_000_000...253_402_300_799_999_999, using: &random)
            draft.creatorID = UUID()
            draft.setStats { stats in
                stats.totalDuration = integer(&random)
                stats.completionRate = Double.random(in: 0...1, using: &random)
                stats.lastLessonTitle = text(&random)
            }
        }
    }

    private func json(_ course: CourseV1.Course) -> ByteBuffer {
        JSONWriter.bytes { $0.value(course) }
    }

    @Test("What the writer writes, the reader reads to the same message, and Foundation to the same values")
    func roundTrip() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let course = course(&random)
            let json = json(course)
            let back = try JSONBody<CourseV1.Course>(json).message
            #expect(encoded(back) == encoded(course), "\(String(buffer: json))")
            // JSONSerialization does not round numbers to the nearest.
            let other = try JSONDecoder().decode(OtherCourse.self, from: Data(json.readableBytesView))
            #expect(other.title == course.title)
            #expect(other.price_cents == course.priceCents)
            #expect(other.rating == course.rating)
            #expect(other.stats.total_duration == course.stats.totalDuration)
            #expect(other.stats.completion_rate == course.stats.completionRate)
        }
    }

    @Test("A damaged text is refused, or is JSON for Foundation too, with the same title")
    func damage() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<4000 {
            var bytes = Array(json(course(&random)).readableBytesView)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.insert(Array("{}[]\",:\\0e.-".utf8).randomElement(using: &random) ?? 0, at: index)
                }
            }
            guard let body = try? JSONBody<CourseV1.Course>(ByteBuffer(bytes: bytes)) else { continue }
            let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            let title = body.members.contains("title") ? body.message.title : nil
            #expect(object?["title"] as? String == title, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    private func encoded(_ message: some Message) -> ByteBuffer {
        var buffer = ByteBuffer()
        message.encode(into: &buffer)
        return buffer
    }
}
