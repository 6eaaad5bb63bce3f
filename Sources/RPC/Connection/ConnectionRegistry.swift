import Synchronization

/// The open connections of a server or a client.
final class ConnectionRegistry<Connection: AnyObject & Sendable>: Sendable {
    private struct State {
        var connections: [ObjectIdentifier: Connection] = [:]
        var isClosed = false
        var emptyWaiter: CheckedContinuation<Void, Never>?

        mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
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
    func insert(_ connection: Connection) -> Bool {
        state.withLock { state in
            guard !state.isClosed, state.connections.count < limit else { return false }
            state.connections[ObjectIdentifier(connection)] = connection
            return true
        }
    }

    func remove(_ connection: Connection) {
        let waiter = state.withLock { state in
            state.connections[ObjectIdentifier(connection)] = nil
            return state.connections.isEmpty ? state.takeWaiter() : nil
        }
        waiter?.resume()
    }

    /// Takes no more connections.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    /// Waits until there is no connection, or the task is cancelled. One task at a time may wait.
    func waitUntilEmpty() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
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
