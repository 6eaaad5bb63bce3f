/// What a peer's program is started as: `server`, or `client PORT`.
public enum Role: Sendable {
    /// Prints its port with ``announce(port:)``, and serves until it is killed.
    case server
    /// Calls the server at this port of 127.0.0.1, as ``LoadGenerator`` is told.
    case client(port: Int)

    /// The role that the arguments name; nil if they name none.
    public init?(arguments: [String]) {
        switch (arguments.dropFirst().first, arguments.dropFirst(2).first.flatMap { Int($0) }) {
        case ("server", nil): self = .server
        case ("client", let port?): self = .client(port: port)
        default: return nil
        }
    }
}

/// Tells who started the server where it listens.
public func announce(port: Int) {
    print(port)
    flushOutput()
}
