/// Settings about one concept, under one heading of the reference.
public struct SettingGroup: Sendable {
    /// The heading.
    public let title: String
    /// The settings, in order.
    public let settings: [SettingDeclaration]
}
