import Configuration
import FoundationEssentials

/// Reads settings from the environment, for one process.
///
/// An empty variable counts as not set, as compose files write it. A secret may be given as the path of a file in
/// `<name>_FILE`, as container secrets are.
public struct SettingsReader: Sendable {
    /// The process that reads.
    public let role: ProcessRole
    private let reader: ConfigReader
    private let environmentNames: [String]

    /// A reader of the variables of this process.
    public init(role: ProcessRole) {
        self.init(role: role, environment: ProcessInfo.processInfo.environment)
    }

    /// A reader of the given variables.
    public init(role: ProcessRole, environment: [String: String]) {
        self.role = role
        self.reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment))
        self.environmentNames = environment.keys.sorted()
    }

    /// The value of a setting: what the environment says, else the default.
    /// - Throws: ``SettingError`` when the text is malformed, or absent though this process requires it.
    public func value<Value>(_ setting: Setting<Value>) throws(SettingError) -> Value {
        guard let text = try text(setting.declaration) ?? setting.declaration.defaultText else {
            throw .missing(setting.declaration)
        }
        return try setting.kind.parse(text, for: setting.name)
    }

    /// The value of a setting that may be absent; nil when it is.
    /// - Throws: ``SettingError`` when the text is malformed.
    public func value<Value>(_ setting: Setting<Value?>) throws(SettingError) -> Value? {
        guard let text = try text(setting.declaration) else { return nil }
        return try setting.kind.parse(text, for: setting.name)
    }

    /// The value of a setting that may be absent elsewhere but not in this process.
    /// - Throws: ``SettingError`` when the text is malformed or absent.
    public func required<Value>(_ setting: Setting<Value?>) throws(SettingError) -> Value {
        guard let value = try value(setting) else { throw .missing(setting.declaration) }
        return value
    }

    /// Everything wrong with the settings that this process reads, so that an operator sees all of it at once.
    public func problems() -> [SettingError] {
        Settings.all.filter { $0.readers.contains(role) }.compactMap { declaration in
            do throws(SettingError) {
                if let text = try text(declaration) {
                    try declaration.check(text)
                } else if declaration.requiredBy.contains(role) {
                    throw .missing(declaration)
                }
                return nil
            } catch {
                return error
            }
        }
    }

    /// Variables that look like settings but are none: most likely misspelt.
    public func unknownNames() -> [String] {
        let known = Set(Settings.all.flatMap { [$0.name, $0.fileName].compactMap(\.self) })
        return environmentNames.filter { $0.hasPrefix("LYCEUM_") && !known.contains($0) }
    }
}

extension SettingsReader {
    /// What the environment says, from the variable, the file it names or the setting it falls back to.
    private func text(_ declaration: SettingDeclaration) throws(SettingError) -> String? {
        let direct = variable(declaration.name, isSecret: declaration.isSecret)
        guard let fileName = declaration.fileName, let path = variable(fileName, isSecret: false) else {
            if direct == nil, case .sameAs(let other) = declaration.absence { return try text(other) }
            return direct
        }
        guard direct == nil else {
            throw SettingError(
                name: declaration.name, problem: "is set, and so is \(fileName); expected one of the two")
        }
        return try SecretFile.read(path: path, for: fileName)
    }

    private func variable(_ name: String, isSecret: Bool) -> String? {
        // The provider joins the components of a key with underscores, in upper case.
        let key = ConfigKey(name.lowercased().split(separator: "_").map(String.init))
        let text = reader.string(forKey: key, isSecret: isSecret)
        return text?.isEmpty == true ? nil : text
    }
}
