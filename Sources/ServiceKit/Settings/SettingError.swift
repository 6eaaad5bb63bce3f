/// A value that a process can't start with. The description names the variable and never shows a secret.
public struct SettingError: Error, Equatable, CustomStringConvertible {
    /// The name of the environment variable.
    public let name: String
    /// What was wrong and what is expected.
    public let problem: String

    /// - Parameter problem: the end of a sentence that begins with the name; no secrets.
    public init(name: String, problem: String) {
        self.name = name
        self.problem = problem
    }

    /// The variable and the problem, fit for a terminal.
    public var description: String { "\(name): \(problem)" }
}

extension SettingError {
    static func missing(_ declaration: SettingDeclaration) -> SettingError {
        let alternative = declaration.fileName.map { " (or \($0), the path of a file that holds it)" } ?? ""
        return SettingError(
            name: declaration.name, problem: "is not set; expected \(declaration.expectation)\(alternative)")
    }

    /// The most of a bad value that is repeated, in characters.
    private static let shownCharacters = 80

    static func malformed(
        _ name: String, value: String, isSecret: Bool, reason: String, expectation: String
    ) -> SettingError {
        guard !isSecret else {
            return SettingError(name: name, problem: "the value (not shown) \(reason); expected \(expectation)")
        }
        let shown = value.count > shownCharacters ? value.prefix(shownCharacters) + "…" : value[...]
        return SettingError(name: name, problem: "\(shown.debugDescription) \(reason); expected \(expectation)")
    }
}
