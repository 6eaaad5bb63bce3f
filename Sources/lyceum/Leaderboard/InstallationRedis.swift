internal import FoundationEssentials
internal import ServiceKit

/// The Redis of an installation.
enum InstallationRedis {
    /// Where it is: the operator's, else the private one of the installation that runs from the state directory.
    ///
    /// - Throws: `SettingError`, ``UpError``, or ``LeaderboardFailure`` where there is none.
    static func url(_ settings: SettingsReader) throws -> String {
        if let url = try settings.value(Settings.redisURL) { return url.revealed }
        let path = try settings.value(Settings.stateDirectory)
        // Looked at first, since asking for its home would make one.
        guard FileManager.default.fileExists(atPath: path), let state = try? StateDirectory(at: path),
            state.pidFiles.recorded(.redis) != nil
        else {
            throw LeaderboardFailure(
                subject: Settings.redisURL.name,
                reason: "is not set, and no installation with a Redis of its own runs in \(path)")
        }
        let programs = ServerPrograms(path: ProcessInfo.processInfo.environment["PATH"])
        return PrivateRedis(home: try DatabaseHome(for: state) { _ in }, program: try programs.redis()).url
    }
}
