import FoundationEssentials
import Testing

@testable import ServiceKit

@Suite("The reference of settings")
struct SettingsReferenceTests {
    /// The folder of the package: this file is in Tests/ServiceKitTests/Settings.
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("names are unique, start with LYCEUM_ unless they are OpenTelemetry's, and have a meaning that is a sentence")
    func names() {
        #expect(Set(Settings.all.map(\.name)).count == Settings.all.count)
        for setting in Settings.all {
            #expect(setting.name.wholeMatch(of: /(LYCEUM|OTEL)(_[A-Z]+)+/) != nil)
            #expect(setting.meaning.hasSuffix("."), "\(setting.name)")
            #expect(!setting.readers.isEmpty, "\(setting.name)")
            #expect(setting.requiredBy.isSubset(of: setting.readers), "\(setting.name)")
        }
    }

    @Test("every default is a value of its setting")
    func defaults() throws {
        for setting in Settings.all {
            if let text = setting.defaultText { try setting.check(text) }
        }
    }

    @Test("every variable that the sources name is in the reference")
    func sources() throws {
        let known = Set(Settings.all.flatMap { [$0.name, $0.fileName].compactMap(\.self) })
        let files = FileManager.default.enumerator(atPath: Self.root.appending(path: "Sources").path)
        var found: Set<String> = []
        while let path = files?.nextObject() as? String {
            guard path.hasSuffix(".swift") else { continue }
            let source = try String(contentsOf: Self.root.appending(path: "Sources/\(path)"), encoding: .utf8)
            found.formUnion(source.matches(of: /LYCEUM_[A-Z_]*[A-Z]/).map { String($0.output) })
        }
        #expect(found.subtracting(known) == [])
        #expect(found.count > 40)
    }

    @Test("docs/OPERATIONS.md holds the reference as it is; UPDATE_REFERENCE=1 rewrites it")
    func documentation() throws {
        let url = Self.root.appending(path: "docs/OPERATIONS.md")
        var document = try String(contentsOf: url, encoding: .utf8)
        let start = try #require(document.firstRange(of: "<!-- settings: begin -->\n")).upperBound
        let end = try #require(document.firstRange(of: "<!-- settings: end -->")).lowerBound
        if ProcessInfo.processInfo.environment["UPDATE_REFERENCE"] == "1" {
            document.replaceSubrange(start..<end, with: SettingsReference.markdown())
            try Data(document.utf8).write(to: url)
        } else {
            #expect(document[start..<end] == SettingsReference.markdown())
        }
    }

    @Test("--help of a process lists what it reads and nothing else", arguments: ProcessRole.allCases)
    func help(role: ProcessRole) {
        let lines = role.help.split(separator: "\n").map { $0.trimmingSpaces() }
        #expect(lines.contains("usage: \(role.executableName) [--help | --version]"))
        for setting in Settings.all {
            #expect(lines.contains(setting.name) == setting.readers.contains(role), "\(setting.name)")
        }
    }

    @Test("--help tells default, fallback and requirement")
    func helpDetails() {
        #expect(ProcessRole.gateway.help.contains("Takes an integer from 0 to 65535. Default: 8080.\n"))
        #expect(ProcessRole.gateway.help.contains("Default: that of LYCEUM_COURSE_LISTEN.\n"))
        #expect(
            ProcessRole.course.help.contains(
                "Required. Or LYCEUM_COURSE_DATABASE_URL_FILE: the path of a file that holds it.\n"))
    }
}
