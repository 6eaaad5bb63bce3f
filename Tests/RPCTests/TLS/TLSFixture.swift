import Logging
import NIOCore
import RPC
import TestSupport

/// Servers and clients with certificates of ``TestCertificates``.
struct TLSFixture: Sendable {
    let certificates: TestCertificates

    init() throws {
        certificates = try TestCertificates()
    }

    func identity(_ name: String) -> TLSIdentity {
        TLSIdentity(certificateChain: certificates.certificate(name), privateKey: certificates.key(name))
    }

    /// A server that lets in clients of the authority `ca`, or all of them.
    func serverTLS(
        _ name: String = "server", verifiesClients: Bool = true, logger: Logger = .quiet,
        configure: (inout ServerTLSConfiguration) -> Void = { _ in }
    ) throws -> ServerTLS {
        var configuration = ServerTLSConfiguration(
            identity: identity(name),
            clientVerification: verifiesClients ? .required(trustRoots: certificates.certificate("ca")) : .none)
        configure(&configuration)
        return try ServerTLS(configuration, logger: logger)
    }

    /// A client that trusts servers of an authority.
    func clientTLS(
        _ name: String? = "client", trusting authority: String = "ca", serverName: String? = nil
    ) throws -> ClientTLS {
        try ClientTLS(
            ClientTLSConfiguration(
                trustRoots: certificates.certificate(authority), identity: name.map(identity), serverName: serverName),
            logger: .quiet)
    }

    /// How a call ends that a client makes with this TLS.
    func outcome(_ tls: ClientTLS?, at address: RPCAddress) async throws -> Result<String, Status> {
        let outcome = Box<Result<String, Status>>()
        try await withClient(of: [address], configure: { $0.tls = tls }) { client async throws in
            do throws(Status) {
                let reply: Blob = try await client.unary(TestService.write, Blob("hello"), .patient)
                outcome.set(.success(reply.text))
            } catch {
                outcome.set(.failure(error))
            }
        }
        return try outcome.get()
    }
}

extension Result where Success == String, Failure == Status {
    /// Whether the call failed as calls do that find no connection, for a reason in which these words occur.
    func isUnavailable(_ words: String) -> Bool {
        guard case .failure(let status) = self else { return false }
        return status.code == .unavailable && status.message.contains(words)
    }
}
