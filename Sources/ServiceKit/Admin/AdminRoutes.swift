internal import HTTPTypes
internal import Hummingbird
internal import RPC

/// What operators and their tools ask of a process, on its admin listener.
enum AdminRoutes {
    static func router(
        exposition: @escaping @Sendable () -> String, health: HealthMonitor,
        clients: [(name: String, client: RPCClient)] = []
    ) -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.get("/metrics") { _, _ in
            respond(.ok, exposition(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        router.get("/health/live") { _, _ in
            respond(.ok, #"{"status":"ok"}"#, type: "application/json")
        }
        router.get("/health/ready") { _, _ in
            let report = health.report
            return respond(report.isReady ? .ok : .serviceUnavailable, report.json, type: "application/json")
        }
        guard !clients.isEmpty else { return router }
        router.get("/connections") { _, _ in
            let report = ConnectionsReport(clients.map { ($0.name, $0.client.statistics) })
            return respond(.ok, report.json, type: "application/json")
        }
        return router
    }

    private static func respond(_ status: HTTPResponse.Status, _ text: String, type: String) -> Response {
        respond(status, ByteBuffer(string: text), type: type)
    }

    private static func respond(_ status: HTTPResponse.Status, _ body: ByteBuffer, type: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: body))
    }
}
