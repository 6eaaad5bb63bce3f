public import Logging
public import Postgres
public import ServiceKit

extension PostgresClient {
    /// A client with the limits that the settings name.
    ///
    /// - Parameter url: the setting that says which database.
    /// - Throws: `SettingError` or `PostgresError` for a setting that can't be used.
    public convenience init(_ settings: SettingsReader, url: Setting<SecretURL?>, logger: Logger) throws {
        var configuration = try PostgresConfiguration(url: settings.required(url).revealed)
        configuration.connections = try settings.value(Settings.databaseConnections)
        configuration.queueLimit = try settings.value(Settings.databaseQueueLimit)
        configuration.connectTimeout = try settings.value(Settings.databaseConnectTimeout)
        configuration.statementTimeout = try settings.value(Settings.databaseStatementTimeout)
        configuration.slowStatementThreshold = try settings.value(Settings.databaseSlowStatement)
        configuration.applicationName = settings.role.executableName
        try self.init(configuration: configuration, logger: logger)
    }

    /// Whether the database can be used; a service that has one needs it.
    public var healthCheck: HealthCheck {
        HealthCheck(name: "postgres", isRequired: true) { _ in
            let health = self.health
            guard health.isAvailable else { return .down("no connection to the database") }
            guard health.connectedConnections == health.configuredConnections else {
                return .degraded("\(health.connectedConnections) of \(health.configuredConnections) connections")
            }
            return .ok
        }
    }
}
