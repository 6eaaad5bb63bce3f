import Glibc

/// The stream that people and supervisors read.
enum StandardError {
    /// Writes a line with one call of write(2), so that lines of several threads and processes don't mix. What the
    /// reader can't take is dropped: a log must not stop a service.
    static func write(_ line: String) {
        var line = line
        line.withUTF8 { bytes in
            // The buffer is only read, and only during the call.
            while Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) < 0, errno == EINTR {}
        }
    }
}
