internal import SystemPackage

/// How to start one process.
struct ProcessCommand: Sendable {
    /// An absolute path.
    var executable: FilePath
    var arguments: [String] = []
    /// All that the process sees, nothing is inherited.
    var environment: [String: String]
    /// The account that the process runs as; nil for our own.
    var account: SystemAccount?
}
