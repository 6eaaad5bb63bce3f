internal import NIOCore

/// Gives requests that are due to connections that are idle, both first come, first served.
struct RequestQueue<Connection> {
    private var waiting: CircularBuffer<DueRequest> = []
    private var idle: CircularBuffer<Connection> = []
    private let isUsable: (Connection) -> Bool

    /// - Parameter isUsable: whether an idle connection is still there.
    init(isUsable: @escaping (Connection) -> Bool) {
        self.isUsable = isUsable
    }

    /// A request is due: the connection to send it on; nil where it has to wait.
    mutating func add(_ request: DueRequest) -> Connection? {
        while let connection = idle.popFirst() {
            if isUsable(connection) { return connection }
        }
        waiting.append(request)
        return nil
    }

    /// A connection is idle: the request to send on it; nil where none waits.
    mutating func add(idle connection: Connection) -> DueRequest? {
        if let request = waiting.popFirst() { return request }
        idle.append(connection)
        return nil
    }

    /// Removes a request whose deadline has passed; nil where there is none.
    mutating func removeExpired(_ now: NIODeadline) -> DueRequest? {
        guard let first = waiting.first, first.deadline <= now else { return nil }
        return waiting.removeFirst()
    }
}
