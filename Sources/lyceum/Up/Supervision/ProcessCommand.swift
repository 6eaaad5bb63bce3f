internal import SystemPackage

/// How to start one process.
struct ProcessCommand: Equatable, Sendable {
    /// An absolute path.
    var executable: FilePath
    var arguments: [String] = []
    /// All that the process sees, nothing is inherited.
    var environment: [String: String]
    /// The account that the process runs as; nil for our own.
    var account: SystemAccount?
}

// MARK: - Changing the account

extension ProcessCommand {
    /// The program that is executed in the end: the command's own, or setpriv(1), which becomes it.
    ///
    /// swift-subprocess can change the account itself, but does so between clone3 and exec, where the C library's
    /// setgroups and setuid wait for threads that the clone doesn't have: with threads at work here the child hangs now
    /// and then. setpriv has one thread.
    var effectiveExecutable: FilePath { account == nil ? executable : "/usr/bin/setpriv" }

    /// The arguments of ``effectiveExecutable``.
    var effectiveArguments: [String] {
        guard let account else { return arguments }
        return [
            "--reuid", "\(account.userID)", "--regid", "\(account.groupID)", "--clear-groups", "--",
            executable.string,
        ] + arguments
    }
}
