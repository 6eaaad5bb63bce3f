import Glibc

/// Looks up hosts before libpq connects, since its own look-up would block the reactor.
enum HostResolver {
    /// The addresses of all hosts of `connection`, in order. Blocks.
    static func resolve(_ connection: ConnectionString) throws(PostgresError) -> [HostAddress] {
        let hosts = connection.hosts
        let given = connection.addresses
        let ports = connection.ports
        let count = max(hosts.count, given.count, 1)
        var addresses: [HostAddress] = []
        for index in 0..<count {
            let host = hosts.indices.contains(index) ? hosts[index] : ""
            let port = ports.count == 1 ? ports[0] : ports.indices.contains(index) ? ports[index] : ""
            if given.indices.contains(index), !given[index].isEmpty {
                addresses.append(HostAddress(host: host, address: given[index], port: port))
            } else if host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") {
                addresses.append(HostAddress(host: host, address: "", port: port))
            } else {
                addresses += lookUp(host).map { HostAddress(host: host, address: $0, port: port) }
            }
        }
        if addresses.isEmpty { throw PostgresError(.unavailable, "The database's host name has no address.") }
        return addresses
    }

    /// The numeric addresses of a name, none if the look-up fails.
    private static func lookUp(_ host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        hints.ai_family = AF_UNSPEC
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list, next: { $0?.pointee.ai_next }).compactMap { $0.flatMap(numeric) }
    }

    private static func numeric(_ info: UnsafeMutablePointer<addrinfo>) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { name in
            guard let start = name.baseAddress,
                getnameinfo(
                    info.pointee.ai_addr, info.pointee.ai_addrlen, start, socklen_t(name.count), nil, 0,
                    NI_NUMERICHOST) == 0
            else { return nil }
            return String(cString: start)
        }
    }
}
