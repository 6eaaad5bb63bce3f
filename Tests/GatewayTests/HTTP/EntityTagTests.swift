import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Gateway

@Suite("Entity tags")
struct EntityTagTests {
    @Test("A tag is written as its header has it")
    func description() {
        #expect(EntityTag(version: 7, detail: "12-abc").description == #""7-12-abc""#)
        #expect(EntityTag(text: "x", isWeak: true).description == #"W/"x""#)
    }

    @Test("The version is read back from a tag of an entity, and from nothing else")
    func version() {
        #expect(EntityTag(version: .max, detail: "1-a").version == .max)
        #expect(EntityTag(text: "3-4-a-gzip").version == 3)
        for text in ["", "-", "x-1", "+3-1", "-3-1", "3", "9223372036854775808-1", "٣-1"] {
            #expect(EntityTag(text: text).version == nil, "\(text)")
        }
    }

    @Test("Strong comparison refuses weak tags, weak comparison looks at the text alone")
    func comparison() {
        let strong = EntityTag(text: "a")
        let weak = EntityTag(text: "a", isWeak: true)
        #expect(strong.matchesStrongly(strong))
        #expect(!strong.matchesStrongly(weak))
        #expect(!weak.matchesStrongly(weak))
        #expect(strong.matchesWeakly(weak))
        #expect(!strong.matchesWeakly(EntityTag(text: "A")))
    }

    @Test(
        "Lists of tags are read as RFC 9110 writes them",
        arguments: [
            ("*", .any),
            (" * ", nil),
            (#""a""#, .tags([EntityTag(text: "a")])),
            (#""a", W/"b""#, .tags([EntityTag(text: "a"), EntityTag(text: "b", isWeak: true)])),
            (#", ,"a",,"b",  "#, .tags([EntityTag(text: "a"), EntityTag(text: "b")])),
            (#""a,b""#, .tags([EntityTag(text: "a,b")])),
            (#""""#, .tags([EntityTag(text: "")])),
            (#""é""#, .tags([EntityTag(text: "é")])),
            (#"w/"a""#, nil), ("a", nil), (#""a"#, nil), (#""a" "b""#, nil), (#""a b""#, nil), (#"*, "a""#, nil),
            ("", nil), (" , ", nil), (#"W/ "a""#, nil), ("\"\u{7F}\"", nil),
        ] as [(String, EntityTagCondition?)])
    func list(header: String, expected: EntityTagCondition?) {
        #expect(EntityTagCondition(header) == expected)
    }

    @Test("A list has a limit")
    func limit() {
        let header = { (count: Int) in Array(repeating: #""a""#, count: count).joined(separator: ",") }
        #expect(EntityTagCondition(header(EntityTagCondition.limit)) != nil)
        #expect(EntityTagCondition(header(EntityTagCondition.limit + 1)) == nil)
    }
}

@Suite("If-Match of an edit")
struct EditPreconditionTests {
    private func precondition(_ header: String?) throws(Problem) -> EditPrecondition {
        var head = HTTPRequest(method: .patch, scheme: nil, authority: nil, path: "/")
        head.headerFields[.ifMatch] = header
        return try EditPrecondition(Request(head: head, body: .init(buffer: ByteBuffer())))
    }

    @Test("The version comes from the tag; of several the newest is the one that can be true")
    func version() throws {
        #expect(try precondition(#""5-1-a""#) == .version(5))
        #expect(try precondition(#""5-1-a", "6-1-a""#) == .version(6))
        #expect(try precondition("*") == .any)
        #expect(EditPrecondition.any.expectedVersion == 0)
        #expect(EditPrecondition.version(5).expectedVersion == 5)
    }

    @Test("Without the header 428; a weak or foreign tag 412; anything else 400")
    func refused() {
        #expect(throws: Problem.preconditionRequired) { try precondition(nil) }
        #expect(throws: Problem.preconditionFailed) { try precondition(#"W/"5-1-a""#) }
        #expect(throws: Problem.preconditionFailed) { try precondition(#""another""#) }
        #expect(throws: Problem.preconditionFailed) { try precondition(#""0-1-a""#) }
        #expect(throws: Problem.badIfMatch) { try precondition("5") }
    }

    @Test("The problems have the statuses of RFC 9110 and RFC 6585")
    func statuses() {
        #expect(Problem.preconditionFailed.status.code == 412)
        #expect(Problem.preconditionRequired.status.code == 428)
    }
}
