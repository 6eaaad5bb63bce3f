import Glibc
import Logging
import Metrics
import ServiceLifecycle

/// The main of every service: settings, logging, metrics, the admin listener, and an orderly end.
public enum ServiceProcess {
    /// How long after the drain period a process that still runs is ended.
    private static let lastGrace: Duration = .seconds(5)

    /// Runs a service until SIGTERM or SIGINT and ends the process.
    ///
    /// Exit codes are those of sysexits.h: 64 for a wrong command line, 78 for a wrong setting, 75 for a port in use,
    /// 70 for a failure.
    /// - Parameters:
    ///   - metricDescriptions: what the metrics of the service mean, by name.
    ///   - build: makes the parts of the service; it should do no I/O that can be left to them.
    public static func run(
        _ role: ProcessRole, metricDescriptions: [String: String] = [:],
        build: (ProcessContext) async throws -> ServiceComposition
    ) async -> Never {
        let code =
            switch LaunchRequest(CommandLine.arguments.dropFirst()) {
            case .help: printed(role.help)
            case .version: printed("\(role.executableName) \(LyceumVersion.current)")
            case .misuse(let problem): failed(role, [problem], .usage)
            case .serve: await serve(role, metricDescriptions, build)
            }
        exit(code.rawValue)
    }

    private static func serve(
        _ role: ProcessRole, _ metricDescriptions: [String: String],
        _ build: (ProcessContext) async throws -> ServiceComposition
    ) async -> ExitCode {
        // A peer that closed its connection must cost an error, not the process.
        signal(SIGPIPE, SIG_IGN)
        OpenFileLimit.raise()
        let settings = SettingsReader(role: role)
        let problems = settings.problems()
        guard problems.isEmpty else {
            return failed(role, problems.map(\.description), .configuration)
        }
        do {
            let group = try await makeGroup(settings, metricDescriptions, build)
            try await group.run()
            return .success
        } catch is CancellationError {
            // The drain period ended before the last request did.
            return .success
        } catch {
            return failed(role, [String(describing: error)], ExitCode(error))
        }
    }

    private static func makeGroup(
        _ settings: SettingsReader, _ metricDescriptions: [String: String],
        _ build: (ProcessContext) async throws -> ServiceComposition
    ) async throws -> ServiceGroup {
        let metrics = try bootstrap(settings, metricDescriptions)
        let logger = Logger(label: settings.role.executableName)
        for name in settings.unknownNames() {
            logger.warning("Environment variable is no setting of Lyceum", metadata: ["variable": "\(name)"])
        }
        let exporter = try TraceBootstrap.install(settings, logger: logger)
        let composition = try await build(ProcessContext(role: settings.role, settings: settings, logger: logger))
        return try ServiceGroup(
            configuration: configuration(
                settings, composition, exposition: metrics.exposition, exporter: exporter, logger: logger))
    }

    private static func bootstrap(
        _ settings: SettingsReader, _ metricDescriptions: [String: String]
    ) throws(SettingError) -> PrometheusMetricsFactory {
        try LogBootstrap.install(settings: settings)
        let metrics = PrometheusMetricsFactory(
            descriptions: MetricDescriptions.common.merging(metricDescriptions) { _, new in new },
            processMetrics: ProcessMetrics())
        MetricsSystem.bootstrap(metrics)
        return metrics
    }

    private static func configuration(
        _ settings: SettingsReader, _ composition: ServiceComposition,
        exposition: @escaping @Sendable () -> String, exporter: TraceExporter?, logger: Logger
    ) throws(SettingError) -> ServiceGroupConfiguration {
        let delay = try settings.value(Settings.drainDelay)
        let period = try settings.value(Settings.drainPeriod)
        let drain = DrainService(delay: delay) {
            logger.info("Process is stopping")
            composition.health.drain()
            // The kernel keeps this promise even when no thread of the process moves any more.
            alarm(UInt32((delay + period + lastGrace).components.seconds))
        }
        var configuration = ServiceGroupConfiguration(
            services: composition.ordered(
                admin: try adminListener(settings, composition, exposition, logger), exporter: exporter,
                drain: drain),
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = delay + period
        return configuration
    }

    private static func adminListener(
        _ settings: SettingsReader, _ composition: ServiceComposition,
        _ exposition: @escaping @Sendable () -> String, _ logger: Logger
    ) throws(SettingError) -> ListeningService? {
        guard let setting = Settings.adminListen(of: settings.role) else { return nil }
        let address = try settings.value(setting)
        let server = AdminServer(
            address: address, exposition: exposition, health: composition.health, clients: composition.clients,
            logger: logger)
        return ListeningService(server, address: address, setting: setting.declaration)
    }

    private static func printed(_ text: String) -> ExitCode {
        print(text)
        return .success
    }

    private static func failed(_ role: ProcessRole, _ problems: [String], _ code: ExitCode) -> ExitCode {
        for problem in problems {
            StandardError.write("\(role.executableName): \(problem)\n")
        }
        return code
    }
}
