import Foundation
import Testing

@testable import lyceum

struct ImportValueTests {
    @Test(
        "Decimals are read exactly",
        arguments: [
            ("0", 0), ("-0", 0), ("12", 12), ("+12", 12), ("12.00", 12), ("1.2e1", 12), ("1200e-2", 12), ("007", 7),
            ("9007199254740993", 9_007_199_254_740_993), (".5e1", 5), ("5.", 5),
        ] as [(String, Int64)])
    func wholeNumbers(text: String, number: Int64) {
        #expect(ExactDecimal(text)?.wholeNumber == number)
    }

    @Test(
        "What is no number is refused",
        arguments: [
            "", "-", ".", "1,5", "1 ", " 1", "0x10", "1e", "1e+", "NaN", "inf", "1e65", "--1", "+-1", "١",
            "1234567890123456789", "1e-65", "1e-9223372036854775808", "1e9223372036854775807",
        ])
    func noNumbers(text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test("A price times a hundred is exact, or not whole")
    func scaled() throws {
        let hundred = try #require(ExactDecimal("100"))
        #expect(ExactDecimal("19.99")?.multiplied(by: hundred)?.wholeNumber == 1_999)
        #expect(ExactDecimal("0.29")?.multiplied(by: hundred)?.wholeNumber == 29)
        #expect(ExactDecimal("19.999")?.multiplied(by: hundred)?.wholeNumber == nil)
        #expect(ExactDecimal("1e60")?.wholeNumber == nil)
        #expect(ExactDecimal("999999999999999999")?.multiplied(by: try #require(ExactDecimal("99"))) == nil)
    }

    @Test(
        "Times are microseconds since 1970",
        arguments: [
            (.rfc3339, "1970-01-01T00:00:00Z", 0), (.rfc3339, "2026-05-01T12:34:56.789Z", 1_777_638_896_789_000),
            (.rfc3339, "2026-05-01t14:34:56.7891234+02:00", 1_777_638_896_789_123),
            (.rfc3339, "2026-05-01 12:34:56-00:00", 1_777_638_896_000_000),
            (.rfc3339, "2016-12-31T23:59:60Z", 1_483_228_800_000_000),
            (.rfc3339, "1969-12-31T23:59:59.5Z", -500_000), (.date, "2000-02-29", 951_782_400_000_000),
            (.date, "0001-01-01", -62_135_596_800_000_000), (.date, "9999-12-31", 253_402_214_400_000_000),
            (.unixSeconds, "1.5", 1_500_000), (.unixSeconds, "-1", -1_000_000),
            (.unixMilliseconds, "1777638896789", 1_777_638_896_789_000),
        ] as [(TimestampFormat, String, Int64)])
    func times(format: TimestampFormat, text: String, microseconds: Int64) {
        #expect(format.microseconds(text) == microseconds)
    }

    @Test(
        "What is no time is refused",
        arguments: [
            (.rfc3339, "2026-05-01"), (.rfc3339, "2026-05-01T12:34Z"), (.rfc3339, "2026-05-01T12:34:56"),
            (.rfc3339, "2026-05-01T24:00:00Z"), (.rfc3339, "2026-05-01T12:34:56.Z"),
            (.rfc3339, "2026-05-01T12:34:56+2:00"), (.rfc3339, "2026-05-01T12:34:56Zx"), (.date, "2026-13-01"),
            (.date, "2026-02-29"), (.date, "1900-02-29"), (.date, "2026-00-10"), (.date, "2026-1-1"), (.date, ""),
            (.date, "0000-01-01"), (.date, "2026-05-01T00:00:00Z"), (.unixSeconds, "99999999999999"),
            (.unixSeconds, "now"), (.unixSeconds, "0.0000001"),
        ] as [(TimestampFormat, String)])
    func noTimes(format: TimestampFormat, text: String) {
        #expect(format.microseconds(text) == nil)
    }

    @Test("Ids differ by source, kind, course and key, and by nothing else")
    func naturalKeys() {
        let keys = NaturalKeys(source: "a")
        let ids = [
            keys.course("1"), keys.creator("1"), keys.user("1"), keys.event("1"), keys.lesson("1", of: "1"),
            keys.lesson("1", of: "2"), keys.course("2"), NaturalKeys(source: "b").course("1"),
        ]
        #expect(Set(ids).count == ids.count)
        #expect(keys.lesson("1", of: "2") == NaturalKeys(source: "a").lesson("1", of: "2"))
        #expect(keys.course("1").uuidString == "93DEC887-FC7A-59B8-A982-284AB394A632")
    }

    @Test("COPY rows escape what would end a field or a row")
    func copyText() {
        var copy = CopyText()
        copy.append("a\tb\\c\nd\re")
        copy.appendNull()
        copy.append(.decimal(4.5))
        copy.append(-7)
        copy.endRow()
        copy.append("")
        copy.endRow()
        #expect(String(buffer: copy.bytes) == #"a\tb\\c\nd\re"# + "\t\\N\t4.5\t-7\n\n")
    }

    @Test("Shown text is in one line, harmless and cut")
    func printable() {
        #expect(PrintableText("a\"b\n\u{1B}[31m\u{202E}é").description == #""a\"b\n\u{1B}[31m\u{202E}é""#)
        #expect(PrintableText(String(repeating: "x", count: 81)).description.count == 83)
    }
}
