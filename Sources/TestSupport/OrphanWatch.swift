import Synchronization

/// Stops programs whose tests are gone: a shell knows their ids, and tells them to end when this process has ended, however
/// that was, or when this object is released.
public final class OrphanWatch: Sendable {
    /// The one of this process.
    public static let shared = Result { try OrphanWatch() }

    private let shell: Mutex<WatchdogShell>

    /// Starts the shell.
    ///
    /// - Throws: `PrivateServerError` if it can't be started.
    public init() throws {
        shell = Mutex(try WatchdogShell(script: Self.script, user: nil))
    }

    deinit {
        shell.withLock { $0.close() }
    }

    /// The program is to end with this process.
    public func begin(_ id: Int32) {
        shell.withLock { $0.write("begin \(id)") }
    }

    /// The program has ended: its id may soon be another's.
    public func end(_ id: Int32) {
        shell.withLock { $0.write("end \(id)") }
    }

    private static let script = """
        set -u
        programs=
        while read -r command id; do
            others=
            for program in $programs; do
                [ "$program" = "$id" ] || others="$others $program"
            done
            case "$command" in
            begin) programs="$others $id" ;;
            end) programs=$others ;;
            esac
        done
        [ -z "$programs" ] || kill -TERM $programs
        """
}
