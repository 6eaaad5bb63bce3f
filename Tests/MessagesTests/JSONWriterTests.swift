import Foundation
import NIOCore
import Testing

@testable import Messages

@Suite("JSON writer")
struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        String(buffer: JSONWriter.bytes(write))
    }

    private func parsed(_ text: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }

    @Test("Commas stand between members and elements only, however they nest")
    func commas() {
        let json = text { json in
            json.object { json in
                json.key("a")
                json.array { json in
                    json.value(1 as Int64)
                    json.object { _ in }
                    json.array { _ in }
                    json.null()
                }
                json.key("b")
                json.value(true)
            }
        }
        #expect(json == #"{"a":[1,{},[],null],"b":true}"#)
    }

    @Test("A message's members: kinds, null for what is none, nothing of internal fields")
    func message() throws {
        let course = CourseV1.Course.make { draft in
            draft.id = UUID(uuidString: "0190A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B") ?? UUID()
            draft.title = "Say \"hi\"\n"
            draft.rating = 4.25
            draft.createdAt = 1_700_000_000_123_456
            draft.statsVersion = 9
            draft.setStats { $0.completionRate = 0.5 }
        }
        let object = try #require(try parsed(text { $0.value(course) }) as? [String: Any])
        #expect(object["id"] as? String == "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")
        #expect(object["title"] as? String == "Say \"hi\"\n")
        #expect(object["rating"] as? Double == 4.25)
        #expect(object["created_at"] as? String == "2023-11-14T22:13:20.123456Z")
        #expect(object["published_at"] is NSNull)
        #expect(object["stats_version"] == nil)
        #expect((object["stats"] as? [String: Any])?["completion_rate"] as? Double == 0.5)
        #expect((object["stats"] as? [String: Any])?["last_lesson_title"] is NSNull)
    }

    @Test("A repeated message is an array, an absent one null")
    func nested() throws {
        let list = CourseV1.LessonList.make { draft in
            draft.addLessons { $0.title = "one" }
            draft.addLessons { $0.title = "two" }
        }
        let object = try #require(try parsed(text { $0.value(list) }) as? [String: Any])
        #expect((object["lessons"] as? [[String: Any]])?.map { $0["title"] as? String } == ["one", "two"])
        #expect(object["course_id"] is NSNull)
        let course = try parsed(text { $0.value(CourseV1.Course.make { _ in }) }) as? [String: Any]
        #expect(course?["stats"] is NSNull)
    }

    @Test(
        "Numbers are exact",
        arguments: [0, 1, -1, 9, 10, 1_234_567_890_123, .max, .min] as [Int64])
    func integers(number: Int64) {
        #expect(text { $0.value(number) } == "\(number)")
    }

    @Test(
        "Doubles read back as they were",
        arguments: [0, 0.1, -2.5, 1e-7, 1e20, 123456789.123, .greatestFiniteMagnitude, .leastNonzeroMagnitude])
    func doubles(number: Double) throws {
        #expect(Double(text { $0.value(number) }) == number)
        _ = try parsed(text { $0.value(number) })
    }

    @Test("A double is written as Swift writes it, but for the .0 of whole ones")
    func decimals() {
        func check(_ number: Double) {
            let description = number.description
            let expected = number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : description
            #expect(text { $0.value(number) } == expected)
        }
        var random = SystemRandomNumberGenerator()
        for digits in 1...16 {
            for _ in 0..<50 {
                // Of up to six decimals, the doubles next to them, and those around 10^12.
                let limit = (0..<digits).reduce(1 as Int64) { number, _ in number * 10 }
                let number = Double(Int64.random(in: -limit...limit, using: &random))
                for divisor in [10, 100, 1000, 10_000, 1e6] {
                    check(number / divisor)
                    check((number / divisor).nextUp)
                    check((number / divisor).nextDown)
                }
            }
        }
        for number in [0.001, -0.001, 0.0005, 999_999_999_999.999, 1e12 + 0.5, 1e12 - 0.5, -0.5, -0.0, 0.125, 1.005] {
            check(number)
        }
    }

    @Test("Numbers that JSON has not are null", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(text { $0.value(number) } == "null")
    }

    @Test("Each ASCII character is found wherever it stands in a long text, and its neighbours stay as they are")
    func placedCharacters() throws {
        for code in 0..<128 as Range<UInt8> {
            for place in 0..<17 {
                for neighbour in ["\u{1F}", " ", "!", "~", "\u{7F}", "é"] {
                    var characters = Array(repeating: neighbour, count: 17)
                    characters[place] = String(UnicodeScalar(code))
                    let text = characters.joined()
                    #expect(try parsed(self.text { $0.value(text) }) as? String == text)
                }
            }
        }
    }

    @Test("What a text must not hold as it is is found at each place of texts of every length up to three blocks")
    func placedBytes() throws {
        let insertions: [[UInt8]] = [
            Array("\"".utf8), Array("\\".utf8), [0x1F], [0x01], Array("é".utf8), Array("€".utf8), Array("😀".utf8),
            [0x80], [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x7F, 0x80, 0x80],
        ]
        for length in 0..<100 {
            let plain = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
            for place in 0...length {
                let insertion = insertions[(length + place) % insertions.count]
                let bytes = plain[..<place] + insertion + plain[place...]
                let json = text { json in Array(bytes).withUnsafeBytes { json.quoted($0) } }
                #expect(try parsed(json) as? String == String(decoding: bytes, as: UTF8.self), "\(bytes)")
            }
        }
        for length in 0...17 {
            for place in 0...length {
                for insertion in insertions {
                    let bytes =
                        repeatElement(UInt8(ascii: " "), count: place) + insertion
                        + repeatElement(UInt8(ascii: "~"), count: length - place)
                    let json = text { json in Array(bytes).withUnsafeBytes { json.quoted($0) } }
                    #expect(try parsed(json) as? String == String(decoding: bytes, as: UTF8.self), "\(bytes)")
                }
            }
        }
    }

    @Test("Every control character and every ASCII character survives a parser")
    func escapes() throws {
        let all = String(String.UnicodeScalarView((0..<128).compactMap { Unicode.Scalar($0) }))
        #expect(try parsed(text { $0.value(all) }) as? String == all)
    }

    @Test("Bytes that are not UTF-8 become U+FFFD, as Swift's own decoder does it")
    func invalidUTF8() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let json = text { json in bytes.withUnsafeBytes { json.quoted($0) } }
            #expect(try parsed(json) as? String == String(decoding: bytes, as: UTF8.self), "\(bytes)")
        }
    }

    @Test(
        "Timestamps are RFC 3339 in UTC, before 1970 too",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00Z"), (1_709_164_800_000_001, "2024-02-29T00:00:00.000001Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"), (253_402_300_799_000_000, "9999-12-31T23:59:59Z"),
        ] as [(Int64, String)])
    func timestamps(microseconds: Int64, expected: String) {
        #expect(text { $0.timestamp(microseconds: microseconds) } == "\"\(expected)\"")
    }

    @Test("Each digit of a UUID stands in its place")
    func uuids() {
        for _ in 0..<1000 {
            let uuid = UUID()
            #expect(text { $0.value(uuid) } == "\"\(uuid.uuidString.lowercased())\"")
        }
        let digits = "01234567-89ab-cdef-fedc-ba9876543210"
        #expect(UUID(uuidString: digits).map { uuid in text { $0.value(uuid) } } == "\"\(digits)\"")
    }

    @Test("A year that RFC 3339 has not is null", arguments: [Int64.max, Int64.min, 253_402_300_800_000_000])
    func yearOutOfRange(microseconds: Int64) {
        #expect(text { $0.timestamp(microseconds: microseconds) } == "null")
    }

    @Test("Raw JSON and a long text make the buffer grow without loss")
    func growth() {
        let long = String(repeating: "ab\"", count: 10_000)
        let json = text { json in
            json.array { json in
                json.raw(ByteBuffer(string: "{}"))
                json.value(long)
            }
        }
        #expect(json == "[{},\"\(long.replacing("\"", with: "\\\""))\"]")
    }

    @Test("A message is written alike wherever in it the room ends")
    func roomForMessage() {
        for length in 0..<600 {
            let course = CourseV1.Course.make { draft in
                draft.id = UUID()
                draft.title = String(repeating: "a", count: length)
                draft.rating = 4.25
                draft.publishedAt = 1_700_000_000_123_456
            }
            let small = JSONWriter.bytes(capacity: 64) { $0.value(course) }
            #expect(small == JSONWriter.bytes(capacity: 65_536) { $0.value(course) })
        }
    }

    @Test("A field's name is copied whole, with a comma where it is not the first, and within its size")
    func keys() {
        // With comma, quotes and colon shorter than the 16 bytes that are copied at once, as long, and longer.
        let fields = CourseV1.Course.layout.fields + CourseV1.Progress.layout.fields
        #expect(Set([11, 12, 17]).isSubset(of: fields.map(\.name.utf8.count)))
        for field in fields {
            let (key, name) = (field.key, field.name)
            for (isFirst, text) in [(true, "\"\(name)\":"), (false, ",\"\(name)\":")] {
                withUnsafeTemporaryAllocation(byteCount: key.size + 16, alignment: 1) { place in
                    place.initializeMemory(as: UInt8.self, repeating: 0xAA)
                    let count = place.baseAddress.map { key.write(to: $0, isFirst: isFirst) } ?? 0
                    #expect(String(decoding: place.prefix(count), as: UTF8.self) == text)
                    #expect(place.suffix(16).allSatisfy { $0 == 0xAA })
                }
            }
        }
    }

    @Test("What just fits into the room for it, and what is a byte longer, are written alike")
    func exactFit() {
        for length in 0..<300 {
            let text = String(repeating: "a", count: length)
            let json = JSONWriter.bytes(capacity: 64) { json in
                json.array { json in
                    json.value(text)
                    json.value(true)
                }
            }
            #expect(String(buffer: json) == "[\"\(text)\",true]")
        }
    }
}
