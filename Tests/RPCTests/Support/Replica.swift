import RPC
import ServiceLifecycle
import Synchronization

/// A server that runs until it is told to stop.
struct Replica: Sendable {
    let server: RPCServer
    let address: RPCAddress
    private let group: ServiceGroup
    private let running: Task<Void, any Error>

    /// Returns when the server listens.
    init(at address: RPCAddress) async throws {
        let isListening = Signal()
        let server = RPCServer(
            configuration: RPCServerConfiguration(address: address), services: [TestService.echo], logger: .quiet
        ) { _ in isListening.raise() }
        let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: .quiet))
        self.server = server
        self.address = address
        self.group = group
        running = Task {
            defer { isListening.raise() }
            try await group.run()
        }
        await isListening.wait()
    }

    /// Shuts the server down gracefully, and waits for that.
    func stop() async {
        await group.triggerGracefulShutdown()
        _ = await running.result
    }
}

/// The replicas that run, in the order of their starts.
final class Replicas: Sendable {
    private let replicas = Mutex<[Replica]>([])

    var all: [Replica] { replicas.withLock { $0 } }

    @discardableResult
    func start(at address: RPCAddress) async throws -> Replica {
        let replica = try await Replica(at: address)
        replicas.withLock { $0.append(replica) }
        return replica
    }

    func removeFirst() -> Replica {
        replicas.withLock { $0.removeFirst() }
    }
}
