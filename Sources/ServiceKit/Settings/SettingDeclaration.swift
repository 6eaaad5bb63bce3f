/// What a ``Setting`` declares, without its Swift type: the entry of the reference.
public struct SettingDeclaration: Sendable {
    /// What holds when the variable is not set.
    enum Absence: Sendable {
        case text(String)
        indirect case sameAs(SettingDeclaration)
        case unset
    }

    /// The name of the environment variable.
    public let name: String
    /// What the setting means, in one sentence.
    public let meaning: String
    /// What a value must look like, with its limits: "an integer from 1 to 65535".
    public let expectation: String
    /// Whether the value must appear nowhere. A secret can also be given as the path of a file, in `<name>_FILE`.
    public let isSecret: Bool
    let absence: Absence
    /// The processes that read the setting.
    public let readers: Set<ProcessRole>
    /// The processes that don't start without it.
    public let requiredBy: Set<ProcessRole>
    /// Throws when the text is no value of this setting.
    let check: @Sendable (String) throws(SettingError) -> Void

    /// The name of the variable that holds the path of a file with the secret; nil unless it is a secret.
    public var fileName: String? { isSecret ? name + "_FILE" : nil }

    /// The text that stands for an absent value; nil when there is none.
    var defaultText: String? {
        switch absence {
        case .text(let text): text
        case .sameAs(let other): other.defaultText
        case .unset: nil
        }
    }
}
