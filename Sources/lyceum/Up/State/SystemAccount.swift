internal import Glibc

/// A user of the system that a process can run as.
struct SystemAccount: Equatable, Sendable {
    let name: String
    let userID: uid_t
    let groupID: gid_t

    /// Whether we may act for every account.
    static var isSuperuser: Bool { geteuid() == 0 }

    /// Looks an account up in the system's database; nil when there is none of that name.
    static func named(_ name: String) -> SystemAccount? {
        // The C library keeps the strings of the entry in a buffer of ours; we need only its numbers.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { strings in
            guard let buffer = strings.baseAddress else { return nil }
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard getpwnam_r(name, &entry, buffer, strings.count, &found) == 0, found != nil else { return nil }
            return SystemAccount(name: name, userID: entry.pw_uid, groupID: entry.pw_gid)
        }
    }
}
