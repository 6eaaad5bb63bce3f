internal import ServiceKit

extension OpenFileLimit {
    /// Files that are open beside the connections: standard streams, event loops, the plot.
    private static let others = 64

    /// Raises the limit as far as the system allows.
    ///
    /// - Throws: ``BenchFailure/tooManyConnections(wanted:allowed:)``
    static func raise(for connections: Int) throws(BenchFailure) {
        guard let allowed = raise(), allowed < connections + others else { return }
        throw .tooManyConnections(wanted: connections, allowed: allowed)
    }
}
