internal import ArgumentParser
internal import NIOCore
internal import ServiceKit
internal import SystemPackage

/// Imports XP events.
struct ImportEvents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Imports XP events, with the users and courses that are not there yet.")

    @Argument(help: "The file of events.")
    var file: String

    @OptionGroup var options: ImportOptions

    func run() async throws {
        let mapping = try options.loadMapping()
        let source = ImportSource(
            ImportFile(path: FilePath(file)), mapping.events, mapping: mapping, format: options.format)
        let eventImport = EventImport(events: source, source: mapping.source, isStrict: options.strict)
        let databases = ImportDatabases(settings: SettingsReader(role: .operator), timeout: options.timeout)
        let outcome = try await databases.leaderboard { leaderboard in
            try await databases.course { course in
                try await ImportSession(options).run { report in
                    try await eventImport.run(
                        leaderboard: leaderboard, course: course, deadline: options.deadline, report: report)
                }
            }
        }
        print(outcome)
        print("Boards show the new points after: lyceum leaderboard rebuild")
    }
}
