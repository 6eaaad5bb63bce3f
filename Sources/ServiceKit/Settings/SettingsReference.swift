/// The settings as text for people: `--help` of every process and the tables of docs/OPERATIONS.md.
public enum SettingsReference {
    /// The settings that a process reads, for its `--help`.
    public static func help(for role: ProcessRole) -> String {
        var text = ""
        for group in Settings.groups {
            let settings = group.settings.filter { $0.readers.contains(role) }
            guard !settings.isEmpty else { continue }
            text += "\n\(group.title):\n"
            for setting in settings {
                text += "  \(setting.name)\n      \(setting.meaning)\n"
                text += "      Takes \(setting.expectation). \(absence(of: setting, role))\n"
            }
        }
        return text
    }

    /// All settings as Markdown tables, one per group.
    public static func markdown() -> String {
        Settings.groups.map { group in
            let rows = group.settings.map { setting in
                "| `\(setting.name)` | \(setting.meaning) | \(setting.expectation) | \(defaultCell(setting)) "
                    + "| \(readers(of: setting)) |\n"
            }
            return "### \(group.title)\n\n"
                + "| variable | meaning | value | default | read by |\n|---|---|---|---|---|\n" + rows.joined()
        }.joined(separator: "\n")
    }

    private static func absence(of setting: SettingDeclaration, _ role: ProcessRole) -> String {
        let file = setting.fileName.map { " Or \($0): the path of a file that holds it." } ?? ""
        if setting.requiredBy.contains(role) { return "Required." + file }
        return switch setting.absence {
        case .text(let text): "Default: \(text)." + file
        case .sameAs(let other): "Default: that of \(other.name)." + file
        case .unset: "Optional." + file
        }
    }

    private static func defaultCell(_ setting: SettingDeclaration) -> String {
        switch setting.absence {
        case .text(let text): "`\(text)`"
        case .sameAs(let other): "that of `\(other.name)`"
        case .unset where setting.requiredBy.isEmpty: "none"
        case .unset: "none: required by \(list(setting.requiredBy))"
        }
    }

    private static func readers(of setting: SettingDeclaration) -> String {
        let names = list(setting.readers)
        return setting.isSecret ? "\(names); a secret, also as `\(setting.name)_FILE`" : names
    }

    private static func list(_ roles: Set<ProcessRole>) -> String {
        ProcessRole.allCases.filter(roles.contains).map(\.executableName).joined(separator: ", ")
    }
}
