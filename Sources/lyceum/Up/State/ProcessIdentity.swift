internal import FoundationEssentials
internal import Glibc

/// A process, told apart from a later one that got the same id.
struct ProcessIdentity: Equatable, Sendable {
    let processID: Int32
    /// When it started: the boot and the clock ticks since then.
    let started: String

    /// - Parameters:
    ///   - processID: As the system gave it.
    ///   - started: As ``init(running:)`` once read it.
    init(processID: Int32, started: String) {
        self.processID = processID
        self.started = started
    }

    /// The process that has this id now; nil when there is none, or only its remains.
    init?(running processID: Int32) {
        guard
            let boot = Self.text(of: "/proc/sys/kernel/random/boot_id"),
            let status = Self.text(of: "/proc/\(processID)/stat"),
            let ticks = Self.startTicks(in: status)
        else { return nil }
        self.init(processID: processID, started: "\(boot) \(ticks)")
    }

    /// Whether this very process still runs.
    var isRunning: Bool { ProcessIdentity(running: processID) == self }

    /// Signals the process, if it still is this one.
    func signal(_ signal: Int32) {
        if isRunning { kill(processID, signal) }
    }

    /// Field 22 of /proc/<id>/stat (proc(5)); nil for a process that has ended and waits for its parent.
    static func startTicks(in status: String) -> Substring? {
        // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
        guard let nameEnd = status.lastIndex(of: ")") else { return nil }
        let fields = status[nameEnd...].split(separator: " ").dropFirst()
        guard let state = fields.first, state != "Z", state != "X", fields.count > 19 else { return nil }
        return fields[fields.startIndex + 19]
    }

    private static func text(of path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}
