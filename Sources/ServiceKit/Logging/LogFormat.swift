/// How log events are written.
enum LogFormat: String, Sendable, CaseIterable {
    /// One readable line: time, level, service, message, `key=value`.
    case text
    /// One JSON object per line.
    case json
}
