import Foundation
import Postgres
import Testing

@testable import lyceum

@Suite("Importing courses", .serialized)
struct ImportCoursesTests {
    private static let courses = """
        {"key":"a","title":"Alpha","price_cents":500,"creator_name":"Ada"}
        {"key":"b","title":"Beta","status":"draft","creator_name":"Ada"}
        {"key":"c","title":"Gamma","published_at":"2026-05-01T00:00:00Z"}
        """
    private static let lessons = """
        {"course":"a","key":"1","position":1,"title":"One","duration":60}
        {"course":"a","key":"2","position":2,"title":"Two","kind":"quiz","duration":30}
        {"course":"b","key":"1","position":1,"title":"One"}
        """

    @Test("A catalogue arrives with its creators, lessons and statistics; again, nothing changes")
    func twice() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let first = try await run(database, files, Self.courses, Self.lessons)
        #expect(first.counts == [counts("courses", read: 3, inserted: 3), counts("lessons", read: 3, inserted: 3)])
        #expect(first.problems == [])
        #expect(try await database.number("SELECT count(*) FROM course.creators") == 2)
        #expect(
            try await database.text(
                "SELECT concat_ws(' ', creator_name, lesson_count, total_duration, quiz_count, last_lesson_title, status)"
                    + " FROM course.courses WHERE source_key = 'a'") == "Ada 2 90 1 Two published")
        #expect(
            try await database.text("SELECT creator_name FROM course.courses WHERE source_key = 'c'") == "import")
        let before = try await fingerprint(database)
        let second = try await run(database, files, Self.courses, Self.lessons)
        #expect(second.counts == [counts("courses", read: 3), counts("lessons", read: 3)])
        #expect(second.counts.map(\.unchanged) == [3, 3])
        #expect(try await fingerprint(database) == before)
    }

    @Test("Rows that changed in the file change in the database, the others keep their version")
    func update() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        _ = try await run(database, files, Self.courses, Self.lessons)
        let changed = Self.courses.replacing("Alpha", with: "Alpha 2").replacing("\"draft\"", with: "\"published\"")
            .replacing("Ada", with: "Ada L.")
        let outcome = try await run(database, files, changed, Self.lessons.replacing("\"Two\"", with: "\"Zwei\""))
        // The creator has another key now, so another creator gives the courses.
        #expect(outcome.counts == [counts("courses", read: 3, updated: 2), counts("lessons", read: 3, updated: 1)])
        #expect(
            try await database.text(
                "SELECT string_agg(concat_ws(' ', title, version, status, creator_name), ', ' ORDER BY source_key)"
                    + " FROM course.courses")
                == "Alpha 2 2 published Ada L., Beta 2 published Ada L., Gamma 1 published import")
        #expect(
            try await database.text("SELECT last_lesson_title FROM course.courses WHERE source_key = 'a'") == "Zwei")
    }

    @Test("A creator with a key keeps it under a new name")
    func creatorRenamed() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let course = #"{"key":"a","title":"Alpha","creator_key":"7","creator_name":"Ada"}"#
        _ = try await run(database, files, course)
        let outcome = try await run(database, files, course.replacing("Ada", with: "Ada Lovelace"))
        #expect(outcome.counts == [counts("courses", read: 1)])
        #expect(try await database.text("SELECT creator_name FROM course.courses") == "Ada Lovelace")
        #expect(try await database.number("SELECT count(*) FROM course.creators") == 1)
    }

    @Test("Broken rows are reported with line, column, value and reason, and skipped whole")
    func brokenRows() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let courses = """
            key,title,price_cents
            a,Alpha,5
            b,Beta,five
            "c,Gamma,1
            d,Delta
            a,Again,5
            ,Nameless,5
            e,Epsilon,0
            """
        let lessons = """
            {"course":"a","key":"1","position":1,"title":"One"}
            {"course":"b","key":"1","position":1,"title":"One"}
            {"course":"a","key":"2","position":0,"title":"Two"}
            {"course":"a","key":"1","position":3,"title":"One again"}
            not json
            """
        let outcome = try await run(database, files, courses, lessons, courseFile: "courses.csv")
        #expect(
            outcome.counts == [
                counts("courses", read: 7, inserted: 2, skipped: 5),
                counts("lessons", read: 5, inserted: 1, skipped: 4),
            ])
        #expect(
            outcome.problems == [
                #"courses.csv: line 3, column "price_cents": "five" is not a number (field courses.price_cents)"#,
                "courses.csv: line 4: a quote opens here and is never closed",
                "courses.csv: line 5: has 2 fields, the header 3",
                #"courses.csv: line 7, column "key": has no value (field courses.key)"#,
                #"courses.csv: line 6, column "key": "a" is the key of line 2 already"#,
                #"lessons.ndjson: line 3, column "position": "0" is not from 1 to 2147483647 (field lessons.position)"#,
                #"lessons.ndjson: line 5: "not json" is not JSON at byte 1: no JSON value starts like this"#,
                #"lessons.ndjson: line 2, column "course": "b" is the key of no course of this source"#,
                #"lessons.ndjson: line 4, column "key": "1" is the key of line 1 already, in the same course"#,
            ])
    }

    @Test("CSV with a byte order mark, CRLF, semicolons, quotes, tabs and backslashes arrives as it was meant")
    func spreadsheet() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let text = "\u{FEFF}key;title;description\r\na;\"Übung; \"\"eins\"\"\";\"C:\\temp\tline\r\nnext \\N\"\r\n"
        let outcome = try await run(database, files, text, courseFile: "export.csv")
        #expect(outcome.counts == [counts("courses", read: 1, inserted: 1)])
        #expect(try await database.text("SELECT title FROM course.courses") == "Übung; \"eins\"")
        #expect(
            try await database.text("SELECT description FROM course.courses") == "C:\\temp\tline\r\nnext \\N")
    }

    @Test("The shop's example mapping reads a banner, composite cells, prices and audiences")
    func shopExport() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let text = """
            Export of 2026-05-01;;;;;;;;;;

            SKU;Product;Teaser;Text;Tags;Audience;Price;Active;Created;Vendor ID;Vendor
            1;Alpha;Short;Long;web|css;2;19.99;yes;1777638896789;7;Ada
            2;Beta;;Long;;n/a;free;soon;;7;Ada
            3;Gamma;;;;4;19,99;yes;;7;Ada
            """
        let mapping = try Mapping(try ImportExample.bytes("shop-export.json"))
        let outcome = try await run(database, files, text, mapping: mapping)
        #expect(outcome.counts == [counts("courses", read: 3, inserted: 2, skipped: 1)])
        #expect(
            try await database.text(
                """
                SELECT string_agg(concat_ws(' ', description, category, level, price_cents, currency, status,
                    extract(epoch FROM published_at)), ', ' ORDER BY source_key) FROM course.courses
                """)
                == "Short\n\nLong web intermediate 1999 EUR published 1777638896.789000, "
                + "Long general beginner 0 EUR draft")
    }

    @Test(
        "Lessons beyond what a course may have are skipped; those that are there already stay, and again nothing changes"
    )
    func excessLessons() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let summary = String(repeating: "x", count: 19_899)
        func lessons(_ numbers: ClosedRange<Int>, of course: String) -> [String] {
            numbers.map { number in
                #"{"course":"\#(course)","key":"\#(number)","position":\#(number),"title":"L","summary":"\#(summary)"}"#
            }
        }
        // Fifty lessons of 20,000 bytes.
        let full = lessons(1...51, of: "a") + lessons(1...1, of: "b")
        let first = try await run(database, files, Self.courses, full.joined(separator: "\n"))
        #expect(first.counts.last == counts("lessons", read: 52, inserted: 51, skipped: 1))
        #expect(
            first.problems == [
                #"lessons.ndjson: line 51, column "course": "a" is the key of a course whose lessons have 1,000,000 bytes already"#
            ])
        #expect(
            try await database.number("SELECT lesson_count FROM course.courses WHERE source_key = 'a'") == 50)
        let before = try await fingerprint(database)
        // New ones in front take no place of those that are there.
        let more = lessons(101...102, of: "a") + lessons(1...51, of: "a")
        let second = try await run(database, files, Self.courses, more.joined(separator: "\n"))
        #expect(second.counts.last == counts("lessons", read: 53, skipped: 3))
        #expect(try await fingerprint(database) == before)
    }

    @Test("Lessons that somebody else writes meanwhile count as well")
    func concurrentLessons() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        _ = try await run(database, files, Self.courses)
        let course = try files.file("b.ndjson", #"{"key":"b","title":"Beta"}"#.utf8)
        let lesson = try files.file("a.ndjson", #"{"course":"a","key":"1","position":1,"title":"One"}"#.utf8)
        let other = try await database.owner.transaction(deadline: .testLimit) { transaction in
            _ = try await transaction.execute(.fillCourse)
            let other = Task { try await run(database, course, lesson) }
            try await transaction.waitForWaiting()
            return other
        }
        #expect(try await other.value.counts.last == counts("lessons", read: 1, skipped: 1))
        #expect(
            try await database.number("SELECT lesson_count FROM course.courses WHERE source_key = 'a'") == 50)
    }

    @Test("Whoever holds a course that only the lessons name can publish it while the import waits for it")
    func concurrentPublishing() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        _ = try await run(database, files, Self.courses)
        // The new course and the draft are counted by the same row.
        let course = try files.file("d.ndjson", #"{"key":"d","title":"Delta"}"#.utf8)
        let lesson = try files.file("b.ndjson", #"{"course":"b","key":"1","position":1,"title":"One"}"#.utf8)
        let other = try await database.owner.transaction(deadline: .testLimit) { transaction in
            _ = try await transaction.execute(.lockDraft)
            let other = Task { try await run(database, course, lesson) }
            try await transaction.waitForWaiting()
            _ = try await transaction.execute(.publishDraft)
            return other
        }
        #expect(
            try await other.value.counts == [
                counts("courses", read: 1, inserted: 1), counts("lessons", read: 1, inserted: 1),
            ])
        #expect(try await database.number("SELECT sum(courses)::bigint FROM course.facet_counts") == 4)
    }

    @Test("Nothing that others wait for is locked before both files have been read")
    func filesFirst() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let courses = try files.file("courses.ndjson", Self.courses.utf8)
        let missing = ImportFile(path: "/nowhere/lessons.ndjson")
        await #expect(throws: ImportFailure.self) { try await run(database, courses, missing) }
        let statements = database.course.statistics
        #expect(statements["import_reject_repeated_courses"]?.count == 1)
        for name in ["import_merge_creators", "import_lock_courses", "import_merge_courses"] {
            #expect(statements[name] == nil)
        }
    }

    @Test("A strict import with a broken row changes nothing")
    func strict() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        await #expect(throws: StrictImportError(skipped: 1)) {
            try await run(database, files, Self.courses + "\n{}", isStrict: true)
        }
        #expect(try await database.number("SELECT count(*) FROM course.courses") == 0)
        let outcome = try await run(database, files, Self.courses, isStrict: true)
        #expect(outcome.counts == [counts("courses", read: 3, inserted: 3)])
    }

    @Test("A compressed file is read like a plain one")
    func compressed() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let file = try files.file("catalogue.gz", try files.gzipped("plain", Self.courses))
        let outcome = try await run(database, file, nil)
        #expect(outcome.counts == [counts("courses", read: 3, inserted: 3)])
    }

    @Test("A damaged or cut compressed file is an error that changes nothing", arguments: [true, false])
    func damaged(isCut: Bool) async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let rows = (0..<3_000).map { #"{"key":"\#($0)","title":"T \#(NaturalKeys(source: "x").user("\($0)"))"}"# }
        var bytes = try files.gzipped("plain", rows.joined(separator: "\n"))
        if isCut {
            bytes.removeLast(bytes.count / 2)
        } else {
            bytes[bytes.count / 2] ^= 0xFF
        }
        let file = try files.file("catalogue.ndjson.gz", bytes)
        let error = await #expect(throws: ImportFailure.self) { try await run(database, file, nil) }
        #expect(error?.description.hasPrefix("catalogue.ndjson.gz: can't be decompressed: gzip: ") == true)
        #expect(try await database.number("SELECT count(*) FROM course.courses") == 0)
    }

    @Test("A file that isn't there, or whose header can't be used, is named in the error")
    func unusableFiles() async throws {
        let database = try await ImportTestDatabase()
        let files = try ImportTestFiles()
        let missing = ImportFile(path: "/nowhere/courses.csv")
        await #expect(throws: ImportFailure(subject: "courses.csv", reason: "can't be read: No such file or directory"))
        {
            try await run(database, missing, nil)
        }
        let directory = ImportFile(path: .init(files.directory.path))
        await #expect(throws: ImportFailure.self) { try await run(database, directory, nil) }
        let header = try files.file("courses.csv", "id,title\n1,a\n".utf8)
        await #expect(
            throws: ImportFailure(subject: "courses.csv", reason: #"has no column "key"; it has "id", "title""#)
        ) {
            try await run(database, header, nil)
        }
    }

    @Test("All skipped rows go to a file as NDJSON, the first ones to people")
    func errorsFile() async throws {
        let files = try ImportTestFiles()
        let path = files.directory.appending(path: "errors.ndjson").path
        try Data().write(to: URL(filePath: path))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        var lines: [String] = []
        let report = ImportReport(printLimit: 1, file: .init(rawValue: handle.fileDescriptor)) { lines.append($0) }
        try report.skip(RowProblem(line: 2, column: "a", value: "x\n\"", reason: "is bad"), of: "courses", in: "f.csv")
        try report.skip(RowProblem(line: 3, reason: "is worse"), of: "courses", in: "f.csv")
        report.finish()
        #expect(lines == [#"f.csv: line 2, column "a": "x\n\"" is bad"#, "… and 1 more skipped rows"])
        #expect(report.count(of: "courses") == 2)
        #expect(
            try String(contentsOfFile: path, encoding: .utf8) == #"""
                {"column":"a","file":"f.csv","line":2,"reason":"is bad","value":"x\n\""}
                {"file":"f.csv","line":3,"reason":"is worse"}

                """#)
    }

    @Test(
        "The Exercism catalogue gives 42 courses and 4,686 lessons, and again nothing",
        .enabled(if: ImportExample.hasData, "LYCEUM_DATA_DIR is not set"))
    func exercism() async throws {
        let database = try await ImportTestDatabase()
        let mapping = try Mapping(try ImportExample.bytes("exercism.json"))
        let courses = try ImportExample.data("catalogue/exercism_tracks.ndjson.gz")
        let lessons = try ImportExample.data("catalogue/exercism_lessons.ndjson.gz")
        let first = try await run(database, courses, lessons, mapping: mapping)
        #expect(
            first.counts == [
                counts("courses", read: 42, inserted: 42), counts("lessons", read: 4_686, inserted: 4_686),
            ])
        #expect(first.problems == [])
        #expect(try await database.number("SELECT sum(lesson_count)::bigint FROM course.courses") == 4_686)
        let second = try await run(database, courses, lessons, mapping: mapping)
        #expect(second.counts.map(\.unchanged) == [42, 4_686])
    }
}

private func counts(_ section: String, read: Int, inserted: Int = 0, updated: Int = 0, skipped: Int = 0) -> ImportCounts
{
    ImportCounts(section: section, read: read, inserted: inserted, updated: updated, skipped: skipped)
}

/// Everything that an import could have changed.
private func fingerprint(_ database: ImportTestDatabase) async throws -> String {
    try await database.text(
        """
        SELECT concat((SELECT json_agg(c ORDER BY id) FROM course.courses c),
            (SELECT json_agg(l ORDER BY id) FROM course.lessons l),
            (SELECT json_agg(c ORDER BY id) FROM course.creators c))
        """)
}

extension PostgresStatement {
    /// Gives a course as many bytes of lessons as it may have.
    fileprivate static let fillCourse = PostgresStatement(
        name: "fill_course",
        sql: """
            INSERT INTO course.lessons (id, course_id, position, title, kind, duration, difficulty, summary)
            SELECT gen_random_uuid(), c.id, n, 'L', 'text', 0, 1, repeat('x', 19899)
            FROM course.courses c, generate_series(1, 50) n WHERE c.source_key = 'a'
            """)
    /// Locks a draft as its author does.
    fileprivate static let lockDraft = PostgresStatement(
        name: "lock_draft", sql: "SELECT id FROM course.courses WHERE source_key = 'b' FOR NO KEY UPDATE")
    fileprivate static let publishDraft = PostgresStatement(
        name: "publish_draft",
        sql: "UPDATE course.courses SET status = 'published', published_at = now() WHERE source_key = 'b'")
}

private typealias CoursesOutcome = (counts: [ImportCounts], problems: [String])

private func run(
    _ database: ImportTestDatabase, _ courses: ImportFile, _ lessons: ImportFile?, mapping: Mapping = Mapping(),
    isStrict: Bool = false
) async throws -> CoursesOutcome {
    var problems: [String] = []
    let report = ImportReport(printLimit: .max) { problems.append($0) }
    let courseImport = CourseImport(
        courses: ImportSource(courses, mapping.courses, mapping: mapping, format: nil),
        lessons: lessons.map { ImportSource($0, mapping.lessons, mapping: mapping, format: nil) },
        source: mapping.source, isStrict: isStrict)
    return (try await courseImport.run(on: database.course, deadline: .testLimit, report: report), problems)
}

private func run(
    _ database: ImportTestDatabase, _ files: borrowing ImportTestFiles, _ courses: String, _ lessons: String? = nil,
    mapping: Mapping = Mapping(), courseFile: String = "courses.ndjson", isStrict: Bool = false
) async throws -> CoursesOutcome {
    let courseFile = try files.file(mapping.format == nil ? courseFile : "courses.csv", courses.utf8)
    let lessonFile = try lessons.map { try files.file("lessons.ndjson", $0.utf8) }
    return try await run(database, courseFile, lessonFile, mapping: mapping, isStrict: isStrict)
}
