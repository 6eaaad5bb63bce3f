internal import ArgumentParser
internal import NIOCore
internal import SystemPackage

/// What all imports can be told.
struct ImportOptions: ParsableArguments {
    @Option(help: "A JSON file that says which column feeds which field.")
    var mapping: String?

    @Option(help: "csv or ndjson. (default: the mapping's, else what the file's name or its first bytes tell)")
    var format: ImportFormat?

    @Option(help: "Where the records come from; ids are made of it. (default: the mapping's, else import)")
    var source: String?

    @Flag(help: "Fail and change nothing if any row can't be used.")
    var strict = false

    @Option(name: .customLong("errors"), help: "A file for all skipped rows, a line of JSON each.")
    var errorsFile: String?

    @Option(name: .customLong("show"), help: "How many skipped rows are printed.")
    var printLimit = 20

    @Option(name: .customLong("timeout"), help: "The minutes that the import may take.")
    var timeoutMinutes = 60

    func validate() throws {
        guard printLimit >= 0 else { throw ValidationError("--show is below 0") }
        guard (1...1_440).contains(timeoutMinutes) else { throw ValidationError("--timeout is not from 1 to 1440") }
        guard source.map(Mapping.isSource) ?? true else { throw ValidationError("--source has not 1 to 64 characters") }
    }

    /// The limit of the whole import.
    var timeout: Duration { .seconds(timeoutMinutes * 60) }

    /// When an import that starts now is given up.
    var deadline: NIODeadline { .now() + TimeAmount(timeout) }

    /// The mapping, with the source that was named beside it.
    ///
    /// - Throws: ``ImportFailure``
    func loadMapping() throws -> Mapping {
        var result = Mapping()
        if let mapping {
            do {
                result = try Mapping(try FilePath(mapping).bytes(atMost: Mapping.sizeLimit))
            } catch {
                throw ImportFailure(subject: mapping, reason: "\(error)")
            }
        }
        result.source = source ?? result.source
        return result
    }
}

extension ImportFormat: ExpressibleByArgument {}

extension FilePath {
    /// The content of a small file.
    ///
    /// - Throws: `Errno`; it is `fileTooLarge` where there are more bytes.
    fileprivate func bytes(atMost limit: Int) throws -> [UInt8] {
        let descriptor = try FileDescriptor.open(self, .readOnly, options: .closeOnExec)
        return try descriptor.closeAfter {
            var bytes: [UInt8] = []
            while case let piece = try descriptor.bytes(atMost: 64 << 10), !piece.isEmpty {
                bytes += piece
                guard bytes.count <= limit else { throw Errno.fileTooLarge }
            }
            return bytes
        }
    }
}
