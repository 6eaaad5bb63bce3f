internal import Logging

/// Sets the logging of the process up from its settings.
enum LogBootstrap {
    /// Makes every `Logger` of the process write lines to standard error. Call once, before the first logger is made.
    static func install(settings: SettingsReader) throws(SettingError) {
        let level = try settings.value(Settings.logLevel)
        let format = try settings.value(Settings.logFormat)
        let service = settings.role.rawValue
        LoggingSystem.bootstrap { _ in
            LineLogHandler(service: service, level: level, format: format) { line in
                StandardError.write(line) { dropped in
                    LogLine(
                        microseconds: WallClock.microseconds(), level: .warning, service: service,
                        message: "log lines were dropped", metadata: ["lines": "\(dropped)"]
                    ).rendered(as: format)
                }
            }
        }
    }
}
