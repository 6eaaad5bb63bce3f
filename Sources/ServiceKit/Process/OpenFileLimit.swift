internal import Glibc

/// How many files, and so connections, this process may have open (getrlimit(2)).
public enum OpenFileLimit {
    /// Raises the limit from what the system gives everybody, often 1,024, to the most that it allows.
    ///
    /// - Returns: the limit from now on; nil where the system does not tell it.
    @discardableResult
    public static func raise() -> Int? {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return nil }
        var raised = limit
        raised.rlim_cur = limit.rlim_max
        return Int(clamping: setrlimit(resource, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur)
    }
}
