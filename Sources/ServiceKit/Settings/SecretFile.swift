import FoundationEssentials

/// Reads the file that a `<name>_FILE` variable names.
enum SecretFile {
    private static let byteLimit = 65_536

    /// The content without the line end that editors and `echo` leave.
    static func read(path: String, for name: String) throws(SettingError) -> String {
        let content: Data
        do {
            content = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SettingError(name: name, problem: "the file \(path.debugDescription) can't be read")
        }
        guard content.count <= byteLimit else {
            throw SettingError(name: name, problem: "the file \(path.debugDescription) is over \(byteLimit) bytes")
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw SettingError(name: name, problem: "the file \(path.debugDescription) is not UTF-8 text")
        }
        let secret = text.trimmingSpaces()
        guard !secret.isEmpty else {
            throw SettingError(name: name, problem: "the file \(path.debugDescription) is empty")
        }
        return secret
    }
}
