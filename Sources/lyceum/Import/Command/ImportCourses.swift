internal import ArgumentParser
internal import NIOCore
internal import ServiceKit
internal import SystemPackage

/// Imports a catalogue.
struct ImportCourses: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "courses",
        abstract: "Imports courses, and the lessons of these or of courses that are there already.")

    @Argument(help: "The file of courses.")
    var file: String

    @Option(help: "The file of lessons.")
    var lessons: String?

    @OptionGroup var options: ImportOptions

    func run() async throws {
        let mapping = try options.loadMapping()
        let courses = ImportFile(path: FilePath(file))
        let lessons = lessons.map { ImportFile(path: FilePath($0)) }
        let courseImport = CourseImport(
            courses: ImportSource(courses, mapping.courses, mapping: mapping, format: options.format),
            lessons: lessons.map { ImportSource($0, mapping.lessons, mapping: mapping, format: options.format) },
            source: mapping.source, isStrict: options.strict)
        let databases = ImportDatabases(settings: SettingsReader(role: .operator), timeout: options.timeout)
        let counts = try await databases.course { database in
            try await ImportSession(options).run { report in
                try await courseImport.run(on: database, deadline: options.deadline, report: report)
            }
        }
        for count in counts {
            print(count)
        }
    }
}
