import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// Whether the gateway runs, and whether what it needs does.
struct HealthRoutes: Sendable {
    private static let livePath = "/health/live"
    private static let reportPaths = ["/health/ready", "/api/health"]

    /// Their paths: probes come every second, and nobody wants traces of them.
    static let paths = Set([livePath] + reportPaths)

    let health: HealthMonitor

    func add(to routes: RouteTable) {
        routes.add(RouterPath(Self.livePath), Route(.get, .isAlive, cost: 0, maximumBackendCalls: 0, live))
        for (path, operation) in zip(Self.reportPaths, [Operation.isReady, .getHealth]) {
            routes.add(RouterPath(path), Route(.get, operation, cost: 0, maximumBackendCalls: 0, report))
        }
    }

    @Sendable private func live(_ request: Request, _ context: GatewayContext) throws -> Response {
        _ = try QueryReader(request, allowed: [])
        return respond(.ok, #"{"status":"ok"}"#)
    }

    @Sendable private func report(_ request: Request, _ context: GatewayContext) throws -> Response {
        _ = try QueryReader(request, allowed: [])
        let report = health.report
        return respond(report.isReady ? .ok : .serviceUnavailable, report.json)
    }

    private func respond(_ status: HTTPResponse.Status, _ json: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: json)))
    }
}
