internal import Synchronization
internal import SystemPackage

/// The one stream that an operator reads: the lines of every process behind its name, and our own without one.
///
/// Whole lines are written at a time, so that no two mix.
final class LogStream: Sendable {
    /// Whether a person watches: names are coloured, and progress is shown as a bar.
    let isTerminal: Bool
    private let descriptor: FileDescriptor
    /// Whether the last line is a progress bar, which the next line shall replace.
    private let hasBar = Mutex(false)

    /// - Parameters:
    ///   - descriptor: Where to write; it stays open.
    ///   - isTerminal: By default what the descriptor is.
    init(descriptor: FileDescriptor = .standardOutput, isTerminal: Bool? = nil) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal ?? descriptor.isTerminal
    }

    /// Writes a line of a process.
    func write(_ line: String, from process: ManagedProcess) {
        let name = process.rawValue + String(repeating: " ", count: Self.nameWidth - process.rawValue.utf8.count)
        write(isTerminal ? "\u{1b}[\(process.colour)m\(name)\u{1b}[0m | \(line)\n" : "\(name) | \(line)\n")
    }

    /// Writes a line of our own.
    func announce(_ line: String) {
        write(isTerminal ? "\u{1b}[1m\(line)\u{1b}[0m\n" : "\(line)\n")
    }

    /// Draws a progress bar, a text without line end, until something else is written.
    func draw(_ bar: String) {
        hasBar.withLock { hasBar in
            send(bar)
            hasBar = true
        }
    }

    private static let nameWidth = ManagedProcess.allCases.map(\.rawValue.utf8.count).max() ?? 0

    private func write(_ text: String) {
        hasBar.withLock { hasBar in
            send(hasBar ? "\r\u{1b}[K" + text : text)
            hasBar = false
        }
    }

    private func send(_ text: String) {
        // A reader that went away is no reason to stop serving.
        _ = try? descriptor.writeAll(text.utf8)
    }
}

extension ManagedProcess {
    /// A colour of the terminal's own palette (ECMA-48, SGR 31 to 36).
    fileprivate var colour: Int {
        switch self {
        case .postgres: 34
        case .redis: 31
        case .course: 32
        case .leaderboard: 33
        case .cache: 35
        case .gateway: 36
        }
    }
}
