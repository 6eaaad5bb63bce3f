extension Settings {
    /// Where an installation keeps what it makes itself.
    public static let stateDirectory = Setting(
        "LYCEUM_STATE_DIR", .path, default: ".lyceum", readBy: [.operator],
        "Folder of the private Postgres and Redis, the process ids and the generated keys.")

    /// What an empty installation is filled with.
    public static let demo = Setting<DemoData>(
        "LYCEUM_DEMO", .choice, default: DemoData.full.rawValue, readBy: [.operator],
        "What an empty installation is filled with at the first start.")

    static let installation = SettingGroup(
        title: "Installation",
        settings: [stateDirectory.declaration, demo.declaration])
}

/// What an empty installation is filled with.
public enum DemoData: String, Sendable, CaseIterable {
    /// A synthetic catalogue with users, enrolments and XP events.
    case full
    /// Nothing.
    case none
}
