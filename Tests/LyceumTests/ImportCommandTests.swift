import ArgumentParser
import Foundation
import Testing

@testable import lyceum

struct ImportCommandTests {
    @Test("A catalogue's files and options are taken from the command line")
    func courses() throws {
        let command = try Import.parseAsRoot([
            "courses", "a.csv", "--lessons", "b.ndjson.gz", "--format", "csv", "--source", "shop", "--strict",
            "--errors",
            "e.ndjson", "--show", "0", "--timeout", "5",
        ])
        let courses = try #require(command as? ImportCourses)
        #expect(courses.file == "a.csv")
        #expect(courses.lessons == "b.ndjson.gz")
        #expect(courses.options.format == .csv)
        #expect(courses.options.strict)
        #expect(courses.options.errorsFile == "e.ndjson")
        #expect(courses.options.timeout == .seconds(300))
        #expect(try courses.options.loadMapping().source == "shop")
    }

    @Test(
        "What can't be meant is refused",
        arguments: [["--show", "-1"], ["--timeout", "0"], ["--source", ""], ["--format", "xml"], ["--nothing"]])
    func refused(options: [String]) {
        #expect(throws: (any Error).self) { try Import.parseAsRoot(["events", "a.csv"] + options) }
    }

    @Test("A mapping file's source counts unless another is named")
    func source() throws {
        let files = try ImportTestFiles()
        let mapping = try files.file("mapping.json", #"{"source":"shop"}"#.utf8).path.string
        #expect(try options("--mapping", mapping).loadMapping().source == "shop")
        #expect(try options("--mapping", mapping, "--source", "mine").loadMapping().source == "mine")
        #expect(try options().loadMapping().source == "import")
    }

    @Test("A mapping that can't be used is named with the reason")
    func badMapping() throws {
        let files = try ImportTestFiles()
        let mapping = try files.file("mapping.json", #"{"sources":"shop"}"#.utf8).path.string
        let error = #expect(throws: ImportFailure.self) { try options("--mapping", mapping).loadMapping() }
        #expect(error?.subject == mapping)
        #expect(error?.reason.contains(#"the unknown member "sources""#) == true)
        let large = try files.file("large.json", [UInt8](repeating: 0x20, count: Mapping.sizeLimit + 1)).path.string
        #expect(throws: ImportFailure.self) { try options("--mapping", large).loadMapping() }
    }

    @Test("Every example mapping can be read")
    func examples() throws {
        for name in ["exercism.json", "oulad.json", "shop-export.json"] {
            #expect(
                try Mapping(try ImportExample.bytes(name)).source
                    == name.split(separator: ".")[0].split(separator: "-")[0])
        }
    }

    @Test("The progress bar shows the share at most ten times a second, and goes when something else is printed")
    func progressBar() {
        var written: [String] = []
        var bar = ProgressBar { written.append($0) }
        let start = ContinuousClock.now
        bar.clear()
        bar.update(0.5, label: "a.csv", now: start)
        bar.update(0.6, label: "a.csv", now: start + .milliseconds(99))
        bar.update(2, label: "a.csv", now: start + .milliseconds(100))
        bar.clear()
        bar.clear()
        #expect(written.count == 3)
        #expect(written[0].hasSuffix("░ 50 %"))
        #expect(written[1].hasSuffix("█ 100 %"))
        #expect(written[2] == "\r\u{1B}[K")
    }

    private func options(_ arguments: String...) throws -> ImportOptions {
        try ImportOptions.parse(arguments)
    }
}
