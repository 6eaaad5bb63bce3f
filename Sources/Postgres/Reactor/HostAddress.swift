/// One server to try, in libpq's words.
struct HostAddress: Sendable, Equatable {
    /// The name (for TLS and messages), or the folder of a unix socket.
    let host: String
    /// The numeric address; empty for a unix socket.
    let address: String
    let port: String
}
