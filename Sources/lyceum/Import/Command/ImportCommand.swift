internal import ArgumentParser

/// Brings data of other systems in.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Imports a catalogue or XP events from CSV or NDJSON files, plain or .gz.",
        discussion: """
            A row that can't be used is reported with its line, column, value and reason, and skipped. Running an \
            import again changes nothing; rows that have changed in the file are updated. The mapping file says which \
            column feeds which field; without one, columns have the names of the fields.
            """,
        subcommands: [ImportCourses.self, ImportEvents.self])
}
