/// Every setting of Lyceum, by concept. A setting that is not in ``groups`` does not exist: `--help`, the reference in
/// docs/OPERATIONS.md and the check at start are made from it.
public enum Settings {
    /// The settings in the order of the reference.
    public static let groups: [SettingGroup] = [
        installation, logging, tracing, http, listeners, addresses, security, deadlines, resilience, databases, redis,
        cache,
        identity,
    ]

    static let all: [SettingDeclaration] = groups.flatMap(\.settings)
}
