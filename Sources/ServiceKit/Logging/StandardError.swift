import Glibc

/// The stream that people and supervisors read.
enum StandardError {
    private static let output = LineOutput(descriptor: STDERR_FILENO)

    /// Writes a line, its line feed included, unless the reader has no room for it.
    ///
    /// - Parameter notice: the line that tells how many were dropped before this one.
    static func write(_ line: String, afterDropping notice: (Int) -> String = { "\($0) lines were dropped\n" }) {
        output.write(line, afterDropping: notice)
    }
}
