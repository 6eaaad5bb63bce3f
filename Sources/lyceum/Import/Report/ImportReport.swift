internal import FoundationEssentials
internal import SystemPackage

/// What an import tells while it runs: how far it is, and which rows it skips, the first ones to people, all of them to
/// a file where one is wanted.
final class ImportReport {
    private let printLimit: Int
    private let print: (String) -> Void
    private let file: FileDescriptor?
    private var progressBar: ProgressBar?
    private var counts: [String: Int] = [:]
    private var printed = 0

    /// - Parameters:
    ///   - printLimit: how many problems are printed.
    ///   - file: takes each problem as a line of JSON; the report doesn't close it.
    ///   - progressBar: nil where no terminal shows it.
    ///   - print: takes a line of text.
    init(
        printLimit: Int, file: FileDescriptor? = nil, progressBar: ProgressBar? = nil, print: @escaping (String) -> Void
    ) {
        self.printLimit = printLimit
        self.file = file
        self.progressBar = progressBar
        self.print = print
    }

    /// The rows skipped so far.
    var total: Int { counts.values.reduce(0, +) }

    /// The rows skipped of one kind of record.
    func count(of section: String) -> Int {
        counts[section, default: 0]
    }

    /// Says which share of a file has been read, from 0 to 1.
    func progress(_ share: Double, of fileName: String) {
        progressBar?.update(share, label: fileName)
    }

    /// Reports a skipped row of a kind of record.
    ///
    /// - Throws: `Errno` where the file can't be written.
    func skip(_ problem: RowProblem, of section: String, in fileName: String) throws {
        counts[section, default: 0] += 1
        if printed < printLimit {
            printed += 1
            progressBar?.clear()
            print("\(fileName): \(problem)")
        }
        guard let file else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = try encoder.encode(Entry(file: fileName, problem: problem))
        try file.writeAll(line + [UInt8(ascii: "\n")])
    }

    /// Takes the progress bar away, and says how many problems were not printed.
    func finish() {
        progressBar?.clear()
        if total > printed {
            print("… and \(total - printed) more skipped rows")
        }
    }

    /// A line of the file.
    private struct Entry: Encodable {
        let file: String
        let line: Int
        let column: String?
        let value: String?
        let reason: String

        init(file: String, problem: RowProblem) {
            self.file = file
            line = problem.line
            column = problem.column
            value = problem.value
            reason = problem.reason
        }
    }
}
