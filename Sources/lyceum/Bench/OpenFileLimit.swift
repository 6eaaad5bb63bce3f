internal import Glibc

/// How many files, and so connections, this process may have open (getrlimit(2)).
enum OpenFileLimit {
    /// Files that are open beside the connections: standard streams, event loops, the plot.
    private static let others = 64

    /// Raises the limit as far as the system allows.
    ///
    /// - Throws: ``BenchFailure/tooManyConnections(wanted:allowed:)``
    static func raise(for connections: Int) throws(BenchFailure) {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        guard setrlimit(resource, &limit) == 0, limit.rlim_max >= rlim_t(connections + others) else {
            throw .tooManyConnections(wanted: connections, allowed: Int(clamping: limit.rlim_max))
        }
    }
}
