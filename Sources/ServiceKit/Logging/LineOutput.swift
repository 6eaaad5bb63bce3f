import Glibc
import Synchronization

/// Writes lines to a descriptor whose reader may be slow or gone. What has no room at once is dropped, and counted: a log
/// must not stop a service.
final class LineOutput: Sendable {
    private struct State {
        /// Lines that were dropped since the reader was told.
        var dropped = 0
        /// Whether what was written last lacks its end.
        var isCut = false
    }

    private let descriptor: CInt
    /// Whether the descriptor is this object's alone.
    private let isOwn: Bool
    private let state = Mutex(State())

    /// What any pipe that has room takes at once.
    private static let pieceBytes = 4_096

    /// - Parameter descriptor: may be shared with other processes, and stays as it is.
    init(descriptor: CInt) {
        // A terminal that nobody reads says that there is room, and then blocks: it is opened once more, not to block.
        let flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let own = isatty(descriptor) == 1 ? open("/proc/self/fd/\(descriptor)", flags) : -1
        isOwn = own >= 0
        self.descriptor = isOwn ? own : descriptor
    }

    deinit {
        if isOwn { close(descriptor) }
    }

    /// Writes a line, its line feed included, with one call of write(2), so that lines of several threads and processes
    /// don't mix. One that is longer than a piece takes several.
    ///
    /// - Parameter notice: the line that tells how many were dropped before this one.
    func write(_ line: String, afterDropping notice: (Int) -> String) {
        state.withLock { state in
            if state.dropped > 0, put(notice(state.dropped), &state) { state.dropped = 0 }
            guard state.dropped == 0, put(line, &state) else {
                state.dropped += 1
                return
            }
        }
    }

    /// False if the line could not be written, or not to its end.
    private func put(_ line: String, _ state: inout State) -> Bool {
        var line = state.isCut ? "\n" + line : line
        let (written, isWhole) = line.withUTF8 { bytes in
            let written = put(UnsafeRawBufferPointer(bytes))
            return (written, written == bytes.count)
        }
        if written > 0 { state.isCut = !isWhole }
        return isWhole
    }

    /// Writes until there is no more room.
    ///
    /// - Returns: the number of bytes written.
    private func put(_ bytes: UnsafeRawBufferPointer) -> Int {
        var written = 0
        while written < bytes.count, isWritable {
            // The buffer is only read, and only during the call.
            let piece = UnsafeRawBufferPointer(rebasing: bytes[written...].prefix(Self.pieceBytes))
            let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
            if count < 0, errno != EINTR { break }
            written += max(0, count)
        }
        return written
    }

    /// Asked before each write: a descriptor that is shared is not made non-blocking.
    private var isWritable: Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&request, 1, 0) < 0 {
            guard errno == EINTR else { return false }
        }
        return request.revents & Int16(POLLOUT) != 0
    }
}
