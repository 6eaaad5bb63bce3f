internal import Synchronization
internal import SystemPackage

/// The one stream that an operator reads: the lines of every process behind its name, and our own without one.
///
/// Whole lines are written at a time, so that no two mix.
final class LogStream: Sendable {
    private let descriptor: FileDescriptor
    private let isColoured: Bool
    private let writing = Mutex(())

    /// - Parameters:
    ///   - descriptor: Where to write; it stays open.
    ///   - isColoured: Whether the names are coloured, by default when a person watches.
    init(descriptor: FileDescriptor = .standardOutput, isColoured: Bool? = nil) {
        self.descriptor = descriptor
        self.isColoured = isColoured ?? descriptor.isTerminal
    }

    /// Writes a line of a process.
    func write(_ line: String, from process: ManagedProcess) {
        let name = process.rawValue + String(repeating: " ", count: Self.nameWidth - process.rawValue.utf8.count)
        write(isColoured ? "\u{1b}[\(process.colour)m\(name)\u{1b}[0m | \(line)\n" : "\(name) | \(line)\n")
    }

    /// Writes a line of our own.
    func announce(_ line: String) {
        write(isColoured ? "\u{1b}[1m\(line)\u{1b}[0m\n" : "\(line)\n")
    }

    private static let nameWidth = ManagedProcess.allCases.map(\.rawValue.utf8.count).max() ?? 0

    private func write(_ text: String) {
        writing.withLock { _ in
            // A reader that went away is no reason to stop serving.
            _ = try? descriptor.writeAll(text.utf8)
        }
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
