internal import Logging

extension Settings {
    /// The least severe level that is written.
    static let logLevel = Setting<Logger.Level>(
        "LYCEUM_LOG_LEVEL", .choice, default: Logger.Level.info.rawValue, readBy: .services,
        "The least severe level of log event that is written.")

    /// How log events are written.
    static let logFormat = Setting<LogFormat>(
        "LYCEUM_LOG_FORMAT", .choice, default: LogFormat.text.rawValue, readBy: .services,
        "Whether a log event is written as a readable line or as a line of JSON.")

    static let logging = SettingGroup(
        title: "Logging",
        settings: [logLevel.declaration, logFormat.declaration])
}
