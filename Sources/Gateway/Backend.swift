import Logging
import NIOCore
import RPC
import ServiceKit
import Stubs

/// A service behind the gateway: the connections to its replicas, and what it says of its health.
struct Backend: Sendable {
    let client: RPCClient
    /// The client, with what stands before its calls.
    let channel: any RPCChannel
    let name: String

    init(
        _ name: String, addresses: Setting<[HostPort]>, settings: SettingsReader, tls: ClientTLS?, logger: Logger
    ) throws(SettingError) {
        self.name = name
        var configuration = RPCClientConfiguration(
            addresses: try settings.value(addresses).map { .tcp(host: $0.host, port: $0.port) })
        if tls == nil { try settings.checkPlaintext(to: addresses) }
        configuration.tls = tls
        configuration.allowsPlaintextBeyondLoopback = try settings.allowsPlaintextBeyondLoopback()
        configuration.connectTimeout = TimeAmount(try settings.value(Settings.rpcConnectTimeout))
        configuration.retry.maximumAttempts = try settings.value(Settings.rpcRetryAttempts)
        configuration.retry.initialBackoff = TimeAmount(try settings.value(Settings.rpcRetryBackoff))
        configuration.ejection.consecutiveFailures = try settings.value(Settings.rpcEjectionFailures)
        configuration.ejection.baseEjectionTime = TimeAmount(try settings.value(Settings.rpcEjectionTime))
        let client = RPCClient(configuration: configuration, logger: logger)
        self.client = client
        let traced: any RPCChannel = ClientTracing.bootstrapped.map { InterceptedChannel(client, $0) } ?? client
        channel = InterceptedChannel(traced, AccountingInterceptor())
    }

    /// Asks one replica for its gRPC health.
    func healthCheck(isRequired: Bool) -> HealthCheck {
        let health = HealthClient(channel: client)
        return HealthCheck(name: name, isRequired: isRequired) { deadline in
            do throws(Status) {
                let answer = try await health.check(.make { _ in }, options: CallOptions(deadline: deadline))
                return answer.status == .serving ? .ok : .degraded("it is not ready")
            } catch {
                return .down(error.code == .deadlineExceeded ? "it does not answer" : "it can't be reached")
            }
        }
    }
}
