/// What became of the rows of one file.
struct ImportCounts: Equatable, Sendable, CustomStringConvertible {
    /// The kind of the records: courses, lessons or events.
    let section: String
    /// Rows in the file, usable or not.
    var read = 0
    var inserted = 0
    var updated = 0
    var skipped = 0

    var unchanged: Int { read - inserted - updated - skipped }

    var description: String {
        "\(section): \(read) rows read, \(inserted) inserted, \(updated) updated, \(unchanged) unchanged, "
            + "\(skipped) skipped"
    }
}
