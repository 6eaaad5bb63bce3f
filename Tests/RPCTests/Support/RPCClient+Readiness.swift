import RPC

extension RPCClient {
    /// Waits until every endpoint has a connection, or the task is cancelled.
    func waitUntilAllReady() async {
        while !Task.isCancelled, statistics.endpoints.contains(where: { $0.state != .ready }) { await Task.yield() }
    }
}
