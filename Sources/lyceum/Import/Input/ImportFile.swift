internal import Subprocess
internal import SystemPackage

/// A file to import: plain, or compressed by gzip.
struct ImportFile {
    /// Bytes read at a time.
    private static let chunkBytes = 64 << 10
    private static let gzipMagic: [UInt8] = [0x1F, 0x8B]
    /// Bytes kept of what gzip says.
    private static let diagnosticBytes = 4_096

    let path: FilePath

    /// The name without folders, for reports.
    var name: String { path.lastComponent?.string ?? path.string }

    /// Reads the file from its start to its end in pieces, decompressed, and in bounded memory.
    ///
    /// Reading blocks the thread it is on for as long as the disk takes, which a command can afford.
    ///
    /// - Parameter body: takes a piece, and the share of the file that has been read, from 0 to 1.
    /// - Throws: ``InputError``, or what `body` throws.
    func read(_ body: (_ bytes: ArraySlice<UInt8>, _ progress: Double) async throws -> Void) async throws {
        let descriptor = try open()
        do {
            let size = try descriptor.seek(offset: 0, from: .end)
            let opening = try descriptor.bytes(atMost: Self.gzipMagic.count, from: 0)
            try descriptor.seek(offset: 0, from: .start)
            let share = { (descriptor: FileDescriptor) in
                size == 0 ? 1 : Double((try? descriptor.seek(offset: 0, from: .current)) ?? size) / Double(size)
            }
            if opening == Self.gzipMagic {
                // The child shares the descriptor's offset, so it shows how far gzip has read.
                try await decompress(descriptor) { try await body($0, share(descriptor)) }
            } else {
                while case let bytes = try descriptor.bytes(atMost: Self.chunkBytes), !bytes.isEmpty {
                    try Task.checkCancellation()
                    try await body(bytes[...], share(descriptor))
                }
            }
        } catch {
            try? descriptor.close()
            throw (error as? Errno).map { InputError.notReadable(reason: "\($0)") } ?? error
        }
        try descriptor.close()
    }

    private func open() throws(InputError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch {
            throw .notReadable(reason: "\(error)")
        }
    }

    private func decompress(_ descriptor: FileDescriptor, _ body: (ArraySlice<UInt8>) async throws -> Void) async throws
    {
        let result = try await run(
            .name("gzip"), arguments: ["-dc"], input: .fileDescriptor(descriptor, closeAfterSpawningProcess: false),
            output: .sequence, error: .string(limit: Self.diagnosticBytes)
        ) { gzip in
            for try await buffer in gzip.standardOutput {
                try await body(buffer.withUnsafeBytes { ArraySlice($0) })
            }
        }
        guard result.terminationStatus.isSuccess else {
            let reason = result.standardError.trimmed
            throw InputError.decompressionFailed(reason: reason.isEmpty ? "\(result.terminationStatus)" : reason)
        }
    }
}

extension FileDescriptor {
    /// Reads what comes next, less where the file ends.
    func bytes(atMost count: Int, from offset: Int64? = nil) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            // The kernel initializes as many bytes as it says.
            let target = UnsafeMutableRawBufferPointer(buffer)
            initializedCount = try offset.map { try read(fromAbsoluteOffset: $0, into: target) } ?? read(into: target)
        }
    }
}
