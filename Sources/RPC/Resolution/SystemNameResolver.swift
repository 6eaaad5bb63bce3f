internal import Foundation
internal import NIOPosix

/// Resolves names as the system does (getaddrinfo(3)): the hosts file, DNS.
///
/// Of a name that has addresses of both families only those of IPv4 count: as two families they would seem to be twice as
/// many replicas.
public struct SystemNameResolver: NameResolver {
    /// The system's resolver.
    public init() {}

    /// The IP addresses of a host name; see ``NameResolver/addresses(of:)``.
    public func addresses(of host: String) async throws -> [String] {
        // It blocks for as long as the system's time-outs allow.
        let addresses = try await NIOThreadPool.singleton.runIfActive { Host(name: host).addresses }
        let ofIPv4 = addresses.filter { !$0.contains(":") }
        return ofIPv4.isEmpty ? addresses : ofIPv4
    }
}
