import Testing

@testable import lyceum

struct ImportJSONParserTests {
    @Test("Each kind of value is read, with white space around it")
    func values() throws {
        #expect(
            try parse(" { \"a\" : [ null , true,false , -1.50e+3 , \"x\" ] , \"b\":{} , \"c\":[] }\n")
                == .object([
                    "a": .array([.null, .bool(true), .bool(false), .number("-1.50e+3"), .string("x")]),
                    "b": .object([:]), "c": .array([]),
                ]))
    }

    @Test("Escapes are undone, surrogate pairs included")
    func escapes() throws {
        #expect(try parse(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00é""#) == .string("\"\\/\u{8}\u{c}\n\r\té😀é"))
    }

    @Test(
        "What is not JSON is refused at the byte that is wrong",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("{\"a\":1,}", 7), ("{a:1}", 1), ("01", 1), ("1.", 2),
            ("-", 1), ("1e", 2), ("tru", 0), ("nul", 0), ("\"a", 2), ("\"\\x\"", 3), ("\"\\u12", 5), ("1 2", 2),
            ("\"\\ud800\"", 7), ("\"\\udc00\"", 7), ("\"a\nb\"", 2), ("[1", 2), ("{\"a\":1,\"a\":2}", 7), ("+1", 0),
            ("NaN", 0), ("'a'", 0),
        ])
    func refused(text: String, offset: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try parse(text) }
        #expect(error?.offset == offset)
    }

    @Test("Bytes that are not UTF-8 are refused in values and keys")
    func invalidUTF8() {
        for bytes in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]] as [[UInt8]] {
            #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(bytes) }
        }
    }

    @Test("Nesting ends at the limit, whatever its depth")
    func depth() throws {
        let nested = { (levels: Int) in
            Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        }
        #expect(throws: Never.self) { try JSONParser.parse(nested(5), depthLimit: 4) }
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(nested(6), depthLimit: 4) }
        #expect(throws: JSONSyntaxError.self) {
            try JSONParser.parse(Array(repeating: UInt8(ascii: "["), count: 1 << 20))
        }
    }

    private func parse(_ text: String) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8))
    }
}
