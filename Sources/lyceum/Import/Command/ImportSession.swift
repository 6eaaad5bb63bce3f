internal import Postgres
internal import SystemPackage

/// The terminal and the files that one run of an import writes to.
struct ImportSession {
    private let options: ImportOptions

    init(_ options: ImportOptions) {
        self.options = options
    }

    /// Runs an import with a report that is closed afterwards, whatever happens.
    ///
    /// - Throws: what `body` throws; ``ImportFailure`` for a `PostgresError`.
    func run<Outcome>(_ body: (ImportReport) async throws -> Outcome) async throws -> Outcome {
        let file = try options.errorsFile.map {
            try FileDescriptor.open(
                FilePath($0), .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite])
        }
        let terminal = FileDescriptor.standardError
        let report = ImportReport(
            printLimit: options.printLimit, file: file,
            progressBar: terminal.isTerminal ? ProgressBar(write: Self.write) : nil,
            print: { Self.write($0 + "\n") })
        defer {
            report.finish()
            try? file?.close()
        }
        do {
            return try await body(report)
        } catch let error as PostgresError {
            throw ImportFailure(subject: "Postgres", reason: error.explanation)
        }
    }

    /// Nobody reading the report is no reason to stop.
    private static func write(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }
}
