/// The version of this build.
public enum LyceumVersion {
    /// Semantic version, as printed by `--version`.
    public static let current = "0.1.0"
}
