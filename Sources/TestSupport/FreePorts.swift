import Glibc
import Synchronization

/// TCP ports of 127.0.0.1 for servers that tests start as programs.
public enum FreePorts {
    /// Below those that the system gives to who connects or listens anywhere (32,768 to 60,999): such a port would be free
    /// when it is asked for, and taken when it is needed. None is given twice.
    private static let last = Atomic(Int.random(in: 12_000..<30_000))

    /// A port that was free a moment ago.
    ///
    /// - Throws: `PrivateServerError` where a thousand in turn are taken.
    public static func next() throws -> Int {
        for _ in 0..<1_000 {
            let port = last.add(1, ordering: .relaxed).newValue
            if isFree(port) { return port }
        }
        throw PrivateServerError(message: "no free port up to \(last.load(ordering: .relaxed))")
    }

    /// As many ports.
    public static func next(_ count: Int) throws -> [Int] {
        try (0..<count).map { _ in try next() }
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
