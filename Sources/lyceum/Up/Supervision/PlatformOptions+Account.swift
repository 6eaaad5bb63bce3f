internal import Subprocess

extension PlatformOptions {
    /// Runs the process as an account, with none of our groups.
    mutating func run(as account: SystemAccount) {
        userID = account.userID
        groupID = account.groupID
        supplementaryGroups = []
    }
}
