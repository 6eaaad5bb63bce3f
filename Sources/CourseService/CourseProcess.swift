import Postgres
public import ServiceKit
import ServiceStores

/// The course service as a process.
public enum CourseProcess {
    /// Makes the parts of the service from the settings.
    ///
    /// - Throws: `SettingError` for a setting that can't be used.
    public static func compose(_ context: ProcessContext) throws -> ServiceComposition {
        let postgres = try PostgresClient(
            context.settings, url: Settings.courseDatabaseURL, logger: context.logger)
        return try .rpc(
            context, listen: Settings.courseListen, services: [try CourseHandlers(postgres: postgres)],
            resources: [postgres], checks: [postgres.healthCheck])
    }
}
