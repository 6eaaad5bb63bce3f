internal import ServiceKit
internal import SystemPackage

/// How the gateway of an installation judges tokens: by the operator's issuer, else by one for development.
struct TokenSettings: Sendable {
    /// What the gateway is told beside what it inherits.
    let variables: [String: String]

    /// - Parameter directory: keeps the keys for development, where they are needed.
    /// - Throws: `SettingError`, or what making a key throws.
    init(_ settings: SettingsReader, in directory: FilePath) throws {
        if let url = try settings.value(Settings.tokenKeysURL) {
            variables = [Settings.tokenKeysURL.name: url.revealed]
        } else if try settings.value(Settings.tokenKeysFile) != nil {
            variables = [:]
        } else {
            let issuer = try DevelopmentIssuer(in: directory, settings)
            let keySet = directory.appending(DevelopmentIssuer.keySetFile)
            try keySet.replaceContents(issuer.keySet + "\n")
            variables = [
                Settings.tokenKeysFile.name: keySet.string, Settings.tokenIssuer.name: issuer.issuer,
                Settings.tokenAudience.name: issuer.audience,
            ]
        }
    }
}
