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
        let handlers = try CourseHandlers(postgres: postgres, identities: IdentityVerifier(context.settings))
        return try .rpc(
            context, listen: Settings.courseListen, services: [handlers],
            resources: [postgres], checks: [postgres.healthCheck])
    }
}
