import Testing

@testable import Postgres

@Suite("HostResolver")
struct HostResolverTests {
    func resolve(_ url: String) throws -> [HostAddress] {
        try HostResolver.resolve(ConnectionString(parsing: url))
    }

    @Test("a unix socket and a given address need no look-up")
    func asTheyAre() throws {
        #expect(
            try resolve("postgresql://%2Ftmp%2Fsocket/course")
                == [HostAddress(host: "/tmp/socket", address: "", port: "")])
        #expect(
            try resolve("host=database hostaddr=10.1.2.3 port=5433")
                == [HostAddress(host: "database", address: "10.1.2.3", port: "5433")])
        #expect(try resolve("dbname=course") == [HostAddress(host: "", address: "", port: "")])
    }

    @Test("a list of hosts keeps its order, its ports, and all addresses of each")
    func list() throws {
        let addresses = try resolve("postgresql://127.0.0.1:1,127.0.0.2:2/course")
        #expect(
            addresses == [
                HostAddress(host: "127.0.0.1", address: "127.0.0.1", port: "1"),
                HostAddress(host: "127.0.0.2", address: "127.0.0.2", port: "2"),
            ])
        #expect(try resolve("postgresql://localhost/course").contains { $0.address == "127.0.0.1" })
    }

    @Test("each attempt after one that took too long begins with the next address")
    func order() {
        func hosts(_ names: [String], after timeouts: Int) -> [String] {
            names.map { HostAddress(host: $0, address: "", port: "") }.ordered(afterTimeouts: timeouts).map(\.host)
        }
        #expect(hosts(["a", "b", "c"], after: 0) == ["a", "b", "c"])
        #expect(hosts(["a", "b", "c"], after: 1) == ["b", "c", "a"])
        #expect(hosts(["a", "b", "c"], after: 5) == ["c", "a", "b"])
        #expect(hosts(["a"], after: 7) == ["a"])
        #expect(hosts([], after: 1) == [])
    }

    @Test("a name without an address is an error, unless another host has one")
    func unknown() throws {
        #expect(throws: PostgresError.self) { try resolve("postgresql://no.such.host.invalid/course") }
        #expect(try resolve("postgresql://no.such.host.invalid,127.0.0.1/course").map(\.address) == ["127.0.0.1"])
    }
}
