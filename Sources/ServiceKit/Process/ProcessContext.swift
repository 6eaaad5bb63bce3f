public import Logging

/// What a service is built from.
public struct ProcessContext: Sendable {
    /// Which process this is.
    public let role: ProcessRole
    /// Its settings.
    public let settings: SettingsReader
    /// Its logger.
    public let logger: Logger
}
