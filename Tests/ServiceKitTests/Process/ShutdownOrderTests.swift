import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import ServiceKit

@Suite("An orderly end")
struct ShutdownOrderTests {
    /// What happened, in order.
    private final class Journal: Sendable {
        private let entries = Mutex<[String]>([])
        var all: [String] { entries.withLock { $0 } }
        func add(_ entry: String) { entries.withLock { $0.append(entry) } }
    }

    /// Runs until it is told to stop, and notes that.
    private struct Part: Service {
        let name: String
        let journal: Journal
        let started: AsyncStream<Void>.Continuation

        func run() async throws {
            started.yield()
            try await gracefulShutdown()
            journal.add(name)
        }
    }

    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test(
        "readiness flips first, then servers drain, then clients close, the last made first, then spans leave, the admin listener last"
    )
    func order() async throws {
        let journal = Journal()
        let started = AsyncStream.makeStream(of: Void.self)
        func part(_ name: String) -> Part { Part(name: name, journal: journal, started: started.continuation) }
        func listener(_ name: String) -> ListeningService {
            ListeningService(
                part(name), address: HostPort(host: "127.0.0.1", port: 1), setting: Settings.cacheListen.declaration)
        }
        let monitor = HealthMonitor(role: .cache, checks: [], logger: quiet)
        let composition = ServiceComposition(
            resources: [part("database"), part("client")], servers: [listener("server")], health: monitor)
        let drain = DrainService(delay: .zero) {
            monitor.drain()
            journal.add(monitor.report.isReady ? "still ready" : "not ready")
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: composition.ordered(admin: listener("admin"), exporter: part("exporter"), drain: drain),
                logger: quiet))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            var arrivals = started.stream.makeAsyncIterator()
            for _ in 0..<5 { await arrivals.next() }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(journal.all == ["not ready", "server", "client", "database", "exporter", "admin"])
    }
}
