import Glibc

/// A shell in a session of its own, tied to this process by a socket: when the process ends, however it ends, the shell
/// reads the end of its input.
struct WatchdogShell: Sendable {
    private let socket: CInt

    /// Runs `script`; as `user`, if there is one and this process runs as root.
    init(script: String, user: String?) throws {
        var sockets: [CInt] = [0, 0]
        // Close-on-exec: another child that inherited our end would keep the shell alive.
        let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &sockets) == 0 else {
            throw PrivateServerError(message: "no socket: errno \(errno)")
        }
        defer { Glibc.close(sockets[1]) }
        var asUser: [String] = []
        if let user, geteuid() == 0 {
            asUser = ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"]
        }
        guard Self.spawn(["setsid"] + asUser + ["sh", "-c", script], connectedTo: sockets[1]) else {
            Glibc.close(sockets[0])
            throw PrivateServerError(message: "the shell of a server for tests can't be started")
        }
        socket = sockets[0]
    }

    /// Sends a line.
    func write(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        // If the shell is gone, the next `readLine` says so.
        _ = send(socket, bytes, bytes.count, CInt(MSG_NOSIGNAL))
    }

    /// Ends the shell's input, as the end of this process does. Nothing can be written or read afterwards.
    func close() {
        Glibc.close(socket)
    }

    /// Waits for a line; nil if the shell has ended.
    func readLine() -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(socket, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    private static func spawn(_ arguments: [String], connectedTo socket: CInt) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let environment = ["PATH": path, "LC_ALL": "C"]
        return (try? TestSupport.spawn(arguments, environment: environment) { $0.connect(to: socket) }) != nil
    }
}
