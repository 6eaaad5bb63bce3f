internal import Subprocess

/// Makes lines of the pieces that a pipe delivers.
struct LineAssembler {
    /// A longer line is shown as several.
    static let lineLimit = 16 * 1_024

    private var pending: [UInt8] = []

    /// Adds a piece; returns the lines that it completes.
    mutating func append(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(take())
            } else {
                pending.append(byte)
                if pending.count == Self.lineLimit { lines.append(take()) }
            }
        }
        return lines
    }

    /// What is left when the pipe has closed, if anything.
    mutating func finish() -> String? {
        pending.isEmpty ? nil : take()
    }

    private mutating func take() -> String {
        defer { pending.removeAll(keepingCapacity: true) }
        // Terminals write CR LF.
        let line = pending.last == UInt8(ascii: "\r") ? pending.dropLast() : pending[...]
        return String(decoding: line, as: UTF8.self)
    }
}

extension LineAssembler {
    /// Adds a piece of a process's output.
    mutating func append(_ buffer: SubprocessOutputSequence.Buffer) -> [String] {
        buffer.withUnsafeBytes { append($0) }
    }
}
