/// Finds the addresses of names. An installation that has a registry of its own can bring one.
public protocol NameResolver: Sendable {
    /// The IP addresses of a host name, as text; none when there are none now.
    ///
    /// - Throws: any error when the name can't be resolved; the client keeps the addresses that it has.
    func addresses(of host: String) async throws -> [String]
}
