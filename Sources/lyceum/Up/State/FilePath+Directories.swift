internal import Glibc
internal import SystemPackage

extension FilePath {
    /// Makes the folder if there is none, for the account and nobody else.
    /// - Throws: ``UpError/unusableDirectory(_:reason:)`` when there is something else, or somebody else's.
    func makePrivateDirectory(for account: SystemAccount?) throws(UpError) {
        guard mkdir(string, 0o700) == 0 || errno == EEXIST else { throw unusable(String(describing: Errno.current)) }
        let owner = account?.userID ?? geteuid()
        do {
            // A link could lead anywhere: in a folder where everybody may write, somebody else may have put it there.
            let found = try stat(followTargetSymlink: false)
            guard found.type == .directory else { throw unusable("it is not a folder") }
            guard found.userID.rawValue == owner || found.userID.rawValue == geteuid() else {
                throw unusable("it belongs to another user")
            }
        } catch let error as UpError {
            throw error
        } catch {
            throw unusable(String(describing: error))
        }
        guard lchown(string, owner, account?.groupID ?? getegid()) == 0, chmod(string, 0o700) == 0 else {
            throw unusable(String(describing: Errno.current))
        }
    }

    /// Whether an account can reach what is in this folder: it may pass through it and all folders above.
    func isReachable(by account: SystemAccount) -> Bool {
        var path = self
        repeat {
            guard let found = try? path.stat() else { return false }
            let needed: FilePermissions =
                if found.userID.rawValue == account.userID {
                    .ownerExecute
                } else if found.groupID.rawValue == account.groupID {
                    .groupExecute
                } else {
                    .otherExecute
                }
            guard found.permissions.contains(needed) else { return false }
        } while path.removeLastComponent()
        return true
    }

    private func unusable(_ reason: String) -> UpError { .unusableDirectory(string, reason: reason) }
}
