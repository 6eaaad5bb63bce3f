import Synchronization

/// The open connections of a server or a client.
final class ConnectionRegistry<Connection: AnyObject & Sendable>: Sendable {
    /// What becomes of a new connection.
    enum Admission {
        case accepted
        /// It is one of those that came after ``drain()``.
        case acceptedLate
        case refused
    }

    private enum Phase {
        case open
        case draining
        case closed
    }

    private struct State {
        var connections: [ObjectIdentifier: Connection] = [:]
        var phase = Phase.open
        var emptyWaiter: UnsafeContinuation<Void, Never>?

        mutating func takeWaiter() -> UnsafeContinuation<Void, Never>? {
            defer { emptyWaiter = nil }
            return emptyWaiter
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int = .max) {
        self.limit = limit
    }

    var count: Int { state.withLock { $0.connections.count } }
    var all: [Connection] { state.withLock { Array($0.connections.values) } }

    /// Adds a connection, unless there are enough or no more are accepted.
    func insert(_ connection: Connection) -> Admission {
        state.withLock { state in
            guard state.phase != .closed, state.connections.count < limit else { return .refused }
            state.connections[ObjectIdentifier(connection)] = connection
            return state.phase == .open ? .accepted : .acceptedLate
        }
    }

    func remove(_ connection: Connection) {
        let waiter = state.withLock { state in
            state.connections[ObjectIdentifier(connection)] = nil
            return state.connections.isEmpty ? state.takeWaiter() : nil
        }
        waiter?.resume()
    }

    /// From now on connections come late.
    /// - Returns: those that did not.
    func drain() -> [Connection] {
        state.withLock { state in
            state.phase = .draining
            return Array(state.connections.values)
        }
    }

    /// Takes no more connections.
    /// - Returns: those that are left.
    func close() -> [Connection] {
        state.withLock { state in
            state.phase = .closed
            return Array(state.connections.values)
        }
    }

    /// Waits until there is no connection, or the task is cancelled. One task at a time may wait.
    func waitUntilEmpty() async {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard !state.connections.isEmpty, !Task.isCancelled else { return false }
                    state.emptyWaiter = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeWaiter() }?.resume()
        }
    }
}
