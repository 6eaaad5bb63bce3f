internal import NIOCore

/// What the names among a client's addresses stand for.
extension RPCClient {
    /// The endpoints that need no name to be resolved.
    static func fixedEndpoints(_ configuration: RPCClientConfiguration) -> [Endpoint] {
        configuration.addresses.filter { $0.name == nil }.map { Endpoint($0) }
    }

    /// Resolves every name, and tells the pool what there is now. A name that can't be resolved fails them all: nobody
    /// knows which endpoints are gone.
    func resolve() async {
        do {
            var endpoints = Self.fixedEndpoints(configuration)
            for address in configuration.addresses {
                guard let name = address.name else { continue }
                let found = try await configuration.resolver.addresses(of: name)
                guard !found.isEmpty else { throw UnresolvedName(name: name) }
                endpoints += found.map { Endpoint(address, ip: $0) }
            }
            perform { $0.resolved(endpoints, at: .now()) }
        } catch {
            logger.warning("A name can't be resolved", metadata: ["error": "\(error)"])
            perform { $0.resolutionFailed("\(error)", at: .now()) }
        }
    }
}

/// A name stands for no address now.
private struct UnresolvedName: Error, CustomStringConvertible {
    let name: String

    var description: String { "there is no address of \(name)" }
}
