import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceKit
import ServiceLifecycle
import Stubs

/// The HTTP server: routes, and the limits around them.
struct GatewayServer: Service {
    let configuration: GatewayConfiguration
    let courses: CourseServiceClient
    let leaderboard: LeaderboardServiceClient
    let entities: Entities
    /// Nil where no tokens are accepted.
    let authentication: Authentication?
    let health: HealthMonitor
    let logger: Logger
    /// Gets a span for each request; nil for none.
    var tracer = TracingMiddleware.bootstrappedTracer

    func run() async throws {
        try await application().run()
    }

    func application() -> some ApplicationProtocol {
        let configuration = configuration
        // The framework logs every request; what matters of one is in the metrics, and failures are logged here.
        var serverLogger = logger
        serverLogger.logLevel = max(logger.logLevel, .notice)
        let responder = routes().router.buildResponder()
        return Application(
            responder: responder,
            server: HTTPServerBuilder { _ in GatewayChannel(configuration: configuration, responder: responder) },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.address.host, port: configuration.address.port),
                serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections)),
            logger: serverLogger)
    }

    /// Every route, behind the middleware.
    func routes() -> RouteTable {
        let router = Router(context: GatewayContext.self)
        if let tracer { router.add(middleware: TracingMiddleware(tracer, except: HealthRoutes.paths)) }
        router.add(
            middleware: RequestMiddleware(
                deadline: RequestDeadline(
                    timeout: configuration.requestTimeout, shortestWrite: configuration.shortestWrite),
                authentication: authentication, rateLimiter: configuration.rateLimiter,
                crossOrigin: configuration.crossOrigin, compresses: configuration.compresses,
                nearCache: configuration.nearCache,
                slowRequests: SlowRequestLog(threshold: configuration.slowRequest, logger: logger)))
        let routes = RouteTable(
            router, caching: configuration.caching, rateLimiter: configuration.rateLimiter)
        addRoutes(to: routes)
        return routes
    }

    /// The routes alone.
    func addRoutes(to routes: RouteTable) {
        let cursors = CursorSigner(key: configuration.cursorKey)
        HealthRoutes(health: health).add(to: routes)
        CourseRoutes(service: courses, entities: entities, cursors: cursors, bodyLimit: configuration.bodyLimit)
            .add(to: routes)
        UserRoutes(entities: entities, bodyLimit: configuration.bodyLimit).add(to: routes)
        MeRoutes(entities: entities).add(to: routes)
        MyCoursesRoutes(courses: courses, entities: entities, cursors: cursors).add(to: routes)
        DashboardRoutes(courses: courses, entities: entities).add(to: routes)
        LeaderboardRoutes(
            service: leaderboard, entities: entities, cursors: cursors, bodyLimit: configuration.bodyLimit
        ).add(to: routes)
        ProblemRoutes().add(to: routes)
        ContractRoutes().add(to: routes)
    }
}
