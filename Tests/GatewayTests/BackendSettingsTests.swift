import Logging
import ServiceKit
import Testing

@testable import Gateway
@testable import RPC

@Suite("Settings of the gateway's RPC clients")
struct BackendSettingsTests {
    private func configuration(_ environment: [String: String]) throws -> RPCClientConfiguration {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let settings = SettingsReader(role: .gateway, environment: environment)
        return try Backend(
            "course", addresses: Settings.courseAddresses, settings: settings, tls: nil, logger: logger
        ).client.configuration
    }

    @Test("What the operator says reaches the client")
    func all() throws {
        let configuration = try configuration([
            "LYCEUM_COURSE_ADDRESSES": "127.0.0.1:7001,127.0.0.1:7002", "LYCEUM_RPC_RETRY_ATTEMPTS": "7",
            "LYCEUM_RPC_RETRY_BACKOFF": "40ms", "LYCEUM_RPC_EJECTION_FAILURES": "9",
            "LYCEUM_RPC_EJECTION_TIME": "11s", "LYCEUM_RPC_CONNECT_TIMEOUT": "700ms", "LYCEUM_RPC_PLAINTEXT": "allow",
        ])
        #expect(configuration.addresses == [.tcp(host: "127.0.0.1", port: 7001), .tcp(host: "127.0.0.1", port: 7002)])
        #expect(configuration.retry.maximumAttempts == 7)
        #expect(configuration.retry.initialBackoff == .milliseconds(40))
        #expect(configuration.ejection.consecutiveFailures == 9)
        #expect(configuration.ejection.baseEjectionTime == .seconds(11))
        #expect(configuration.connectTimeout == .milliseconds(700))
        #expect(configuration.allowsPlaintextBeyondLoopback)
    }

    @Test("Without settings the client has the runtime's own defaults")
    func defaults() throws {
        let (configuration, runtime) = (try configuration([:]), RPCClientConfiguration(addresses: []))
        #expect(configuration.retry.maximumAttempts == runtime.retry.maximumAttempts)
        #expect(configuration.retry.initialBackoff == runtime.retry.initialBackoff)
        #expect(configuration.ejection.consecutiveFailures == runtime.ejection.consecutiveFailures)
        #expect(configuration.ejection.baseEjectionTime == runtime.ejection.baseEjectionTime)
        #expect(!configuration.allowsPlaintextBeyondLoopback)
    }
}
