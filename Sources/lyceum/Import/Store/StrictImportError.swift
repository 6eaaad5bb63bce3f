/// A strict import met rows that it would have to skip, and changed nothing.
struct StrictImportError: Error, Equatable, CustomStringConvertible {
    let skipped: Int

    var description: String { "\(skipped) rows can't be used, so nothing was imported" }

    /// Throws where a strict import has skipped rows.
    static func check(_ report: ImportReport, isStrict: Bool) throws {
        if isStrict, report.total > 0 {
            throw StrictImportError(skipped: report.total)
        }
    }
}
