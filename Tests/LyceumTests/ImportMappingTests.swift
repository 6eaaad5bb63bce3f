import Testing

@testable import lyceum

struct ImportMappingTests {
    @Test("Without a mapping, columns feed the fields of their names, and defaults the others")
    func sameNames() throws {
        let row = try SourceRow(json: #"{"key":"a","title":" A ","price_cents":1999,"rating":4.5,"other":[1]}"#)
        let record = try Mapping().courses.record(of: row)
        #expect(record[.key] == .text("a"))
        #expect(record[.title] == .text("A"))
        #expect(record[.priceCents] == .integer(1_999))
        #expect(record[.rating] == .decimal(4.5))
        #expect(record[.status] == .text("published"))
        #expect(record[.publishedAt] == nil)
    }

    @Test("Paths lead into objects and arrays, unless a member has the path for its name")
    func paths() throws {
        let row = try SourceRow(
            json: #"{"status":{"mode":"on"},"list":[{"name":"x"},[["y"]]],"a.b":1,"a":{"b":2},"odd[":3}"#)
        let value = { (path: String) in row.value(at: ColumnPath(path)) }
        #expect(value("status.mode") == .string("on"))
        #expect(value("list[0].name") == .string("x"))
        #expect(value("list[1][0][0]") == .string("y"))
        #expect(value("a.b") == .number("1"))
        #expect(value("odd[") == .number("3"))
        for missing in ["list[2]", "list.name", "status[0]", "status.mode.x", "", ".", "list[-1]", "nothing"] {
            #expect(value(missing) == nil)
        }
    }

    @Test("A rule makes a value of constants, lists, translations, scales and times")
    func rules() throws {
        let mapping = try Mapping(
            """
            {"source": "shop", "courses": {
                "key": {"columns": ["code", "year"], "join": "-"},
                "title": "name",
                "category": {"column": "tags", "split": ";", "take": 1},
                "description": {"column": "parts", "join": ", "},
                "level": {"constant": "advanced"},
                "price_cents": {"column": "price", "scale": 100, "translate": {"free": 0, "n/a": null}, "default": 500},
                "status": {"column": "active", "translate": {"true": "published", "false": "archived"}},
                "published_at": {"column": "at", "format": "unix_s"}
            }}
            """)
        let rest = #""code":"A","year":2026,"name":"N","tags":"x; y ;z","parts":["p",null,1],"active":false,"at":1.5"#
        let record = try mapping.courses.record(of: try SourceRow(json: "{\(rest), \"price\": 19.99}"))
        #expect(mapping.source == "shop")
        #expect(record[.key] == .text("A-2026"))
        #expect(record[.category] == .text("y"))
        #expect(record[.description] == .text("p, 1"))
        #expect(record[.level] == .text("advanced"))
        #expect(record[.priceCents] == .integer(1_999))
        #expect(record[.status] == .text("archived"))
        #expect(record[.publishedAt] == .integer(1_500_000))
        let price = { (text: String) in
            try mapping.courses.record(of: try SourceRow(json: "{\(rest), \"price\": \(text)}"))[.priceCents]
        }
        #expect(try price(#""free""#) == .integer(0))
        #expect(try price(#""n/a""#) == .integer(50_000))
        #expect(try price("null") == .integer(50_000))
    }

    @Test(
        "A row without a usable value is skipped with its column, its value and the reason",
        arguments: [
            (#"{"title":"A"}"#, "key", nil, "has no value (field courses.key)"),
            (#"{"key":" ","title":"A"}"#, "key", nil, "has no value (field courses.key)"),
            (
                #"{"key":"a","title":["A"]}"#, "title", nil,
                "is an array: the mapping has to join it or take one (field courses.title)"
            ),
            (
                #"{"key":"a","title":{}}"#, "title", nil,
                "is an object: the mapping has to name a member of it (field courses.title)"
            ),
            (
                #"{"key":"a","title":"A","level":"hard"}"#, "level", "hard",
                "is none of beginner, intermediate, advanced (field courses.level)"
            ),
            (
                #"{"key":"a","title":"A","price_cents":1.5}"#, "price_cents", "1.5",
                "is not a whole number (field courses.price_cents)"
            ),
            (
                #"{"key":"a","title":"A","price_cents":-1}"#, "price_cents", "-1",
                "is not from 0 to 100000000 (field courses.price_cents)"
            ),
            (
                #"{"key":"a","title":"A","price_cents":"x"}"#, "price_cents", "x",
                "is not a number (field courses.price_cents)"
            ),
            (
                #"{"key":"a","title":"A","rating":5.1}"#, "rating", "5.1",
                "is not from 0.0 to 5.0 (field courses.rating)"
            ),
            (
                #"{"key":"a","title":"A","currency":"eur"}"#, "currency", "eur",
                "is not a currency of three capital letters (field courses.currency)"
            ),
            (
                #"{"key":"a","title":"A","published_at":"May"}"#, "published_at", "May",
                "is not a time as rfc3339 or yyyy-MM-dd (field courses.published_at)"
            ),
            (#"{"key":"a","title":"A\u0000"}"#, "title", "A\u{0}", "contains a NUL character (field courses.title)"),
        ] as [(String, String, String?, String)])
    func badRows(json: String, column: String, value: String?, reason: String) throws {
        let row = try SourceRow(json: json)
        let problem = #expect(throws: RowProblem.self) { try Mapping().courses.record(of: row) }
        #expect(problem == RowProblem(line: 1, column: column, value: value, reason: reason))
    }

    @Test("Lengths are counted in characters as PostgreSQL counts them")
    func lengths() throws {
        let row = { (count: Int) in
            try SourceRow(json: "{\"key\":\"a\",\"title\":\"\(String(repeating: "é", count: count))\"}")
        }
        #expect(throws: Never.self) { try Mapping().courses.record(of: try row(200)) }
        let problem = #expect(throws: RowProblem.self) { try Mapping().courses.record(of: try row(201)) }
        #expect(problem?.reason == "is longer than 200 characters (field courses.title)")
    }

    @Test("Long texts are measured in bytes, as the service measures them")
    func longTexts() throws {
        let row = { (text: String) in
            try SourceRow(
                json: "{\"course\":\"a\",\"key\":\"a\",\"position\":1,\"title\":\"A\",\"summary\":\"\(text)\"}")
        }
        let longest = String(repeating: "é", count: 10_000)
        #expect(throws: Never.self) { try Mapping().lessons.record(of: try row(longest)) }
        let problem = #expect(throws: RowProblem.self) { try Mapping().lessons.record(of: try row(longest + "x")) }
        #expect(problem?.reason == "is longer than 20000 bytes (field lessons.summary)")
    }

    @Test("A field can be made required, so that no default stands in")
    func required() throws {
        let mapping = try Mapping(
            #"{"lessons":{"course":"c","key":"k","position":"p","title":"t","summary":{"column":"s","required":true}}}"#
        )
        let row = try SourceRow(json: #"{"c":"1","k":"1","p":1,"t":"T","s":""}"#)
        let problem = #expect(throws: RowProblem.self) { try mapping.lessons.record(of: row) }
        #expect(problem?.column == "s")
    }

    @Test(
        "A wrong mapping is refused with the place and what is known",
        arguments: [
            ("[]", "the mapping is an array, not an object"),
            ("{", "the mapping is not JSON at byte 2: a key in quotes is missing"),
            (
                #"{"course":{}}"#,
                #"the mapping has the unknown member "course"; known are source, format, csv, courses, lessons, events"#
            ),
            (#"{"source":""}"#, "the mapping's source has not 1 to 64 characters"),
            (#"{"format":"xml"}"#, #"the mapping's format is none of "csv", "ndjson""#),
            (#"{"csv":{"delimiter":"|"}}"#, #"the mapping's csv.delimiter is none of ",", ";", "\t""#),
            (
                #"{"csv":{"skip_lines":-1}}"#,
                "the mapping's csv.skip_lines is a number, not a whole number from 0 to 1000"
            ),
            (#"{"events":{"key":"a"}}"#, "the mapping's events has no rule for the required field user"),
            (
                #"{"events":{"keys":"a"}}"#,
                #"the mapping's events has the unknown member "keys"; known are key, user, course, at, points, type"#
            ),
            (
                rule(#"{"colum":"a"}"#),
                #"the mapping's events.key has the unknown member "colum"; known are column, columns, constant, default, format, join, required, scale, split, take, translate"#
            ),
            (rule("1"), "the mapping's events.key is a number, not an object"),
            (rule("{}"), "the mapping's events.key needs one of column, columns and constant"),
            (
                rule(#"{"column":"a","constant":"b"}"#),
                "the mapping's events.key needs one of column, columns and constant"
            ),
            (rule(#"{"column":"a","join":",","take":0}"#), "the mapping's events.key has both join and take"),
            (
                rule(#"{"columns":["a","b"]}"#),
                "the mapping's events.key makes several values, so it needs join or take"
            ),
            (rule(#"{"column":"a","split":""}"#), "the mapping's events.key can't split at nothing"),
            (rule(#"{"column":"a","scale":2}"#), "the mapping's events.key.scale is for numbers only"),
            (rule(#"{"column":"a","format":"date"}"#), "the mapping's events.key.format is for times only"),
            (rule(#"{"columns":["a",1],"join":""}"#), "the mapping's events.key.columns[1] is a number, not a string"),
            (
                rule(#"{"column":"a","translate":{"x":[]}}"#),
                "the mapping's events.key.translate.x is an array, not a string, number or boolean"
            ),
        ])
    func refused(json: String, description: String) {
        let error = #expect(throws: MappingError.self) { try Mapping(json) }
        #expect(error?.description == description)
    }

    @Test("A CSV file without a column that the mapping names is refused")
    func missingColumns() throws {
        let mapping = try Mapping(#"{"courses":{"key":"id","title":"name","category":"kind"}}"#)
        let header = try #require(
            try RowReader.allEvents(of: Array("id,title\n".utf8), format: .csv).compactMap(\.header).first)
        #expect(throws: InputError.missingColumns(["kind", "name"], present: ["id", "title"])) {
            try mapping.courses.check(header)
        }
        #expect(throws: InputError.missingColumns(["key"], present: ["id", "title"])) {
            try Mapping().courses.check(header)
        }
    }

    @Test("The keys of a course and its lesson make different texts for different lessons")
    func lessonKeys() throws {
        let key = { (course: String, key: String) in
            try LessonKey(
                ImportRecord<LessonField>(line: 1, values: [.course: .text(course), .key: .text(key)]), column: "slug")
        }
        #expect(try key("awk", "basics").sourceKey == "awk/basics")
        #expect(try key("a/b", "c").sourceKey != key("a", "b/c").sourceKey)
        #expect(try key("a~1b", "c").sourceKey != key("a/b", "c").sourceKey)
        let problem = #expect(throws: RowProblem.self) {
            try key(String(repeating: "a", count: 200), String(repeating: "b", count: 100))
        }
        #expect(problem?.column == "slug")
    }

    private static func rule(_ key: String) -> String {
        #"{"events":{"key":\#(key),"user":"u","at":"a","points":"p"}}"#
    }
}
