/// One server to try, in libpq's words.
struct HostAddress: Sendable, Equatable {
    /// The name (for TLS and messages), or the folder of a unix socket.
    let host: String
    /// The numeric address; empty for a unix socket.
    let address: String
    let port: String
}

extension [HostAddress] {
    /// The order of an attempt to connect after so many that took too long. libpq goes on to the next server when one
    /// refuses, but one that is silent uses up the attempt: so each begins with the next one.
    func ordered(afterTimeouts timeouts: Int) -> [HostAddress] {
        guard count > 1 else { return self }
        let start = timeouts % count
        return Array(self[start...] + self[..<start])
    }
}
