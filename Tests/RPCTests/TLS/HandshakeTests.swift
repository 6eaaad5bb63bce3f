import Messages
import NIOCore
import RPC
import TestSupport
import Testing

@Suite("TLS handshakes", .timeLimit(.minutes(1)))
struct HandshakeTests {
    let fixture: TLSFixture

    init() throws {
        fixture = try TLSFixture()
    }

    @Test("Mutual TLS: the handler learns who calls, by name and by URI, and from where")
    func mutual() async throws {
        let service = TestService { _, context in
            let identity = context.peer.identity
            let names = [identity?.commonName ?? ""] + (identity?.uris ?? []) + (identity?.dnsNames ?? [])
            return Blob((names + [context.peer.address?.ipAddress ?? ""]).joined(separator: " "))
        }
        let tls = try fixture.serverTLS()
        try await TestServer.run(service, configure: { $0.tls = tls }) { server async throws in
            let outcome = try await fixture.outcome(fixture.clientTLS(), at: server.address)
            #expect(try outcome.get() == "client spiffe://lyceum.example/gateway gateway.example 127.0.0.1")
        }
    }

    @Test("On plain text, and where no certificate is asked for, a caller has no identity")
    func anonymous() async throws {
        let service = TestService { _, context in Blob(context.peer.identity == nil ? "nobody" : "somebody") }
        let tls = try fixture.serverTLS(verifiesClients: false)
        try await TestServer.run(service, configure: { $0.tls = tls }) { server async throws in
            #expect(try await fixture.outcome(fixture.clientTLS(nil), at: server.address).get() == "nobody")
            #expect(try await fixture.outcome(fixture.clientTLS(), at: server.address).get() == "nobody")
        }
        try await withPair(service) { client, _ async throws in
            #expect(try await client.call() == "nobody")
        }
    }

    @Test(
        "A server is refused that the client can't trust",
        arguments: [
            ("server", "other-ca", "no trusted authority has signed it"),
            ("expired", "ca", "has expired"),
            ("elsewhere", "ca", "has another name"),
        ])
    func untrustedServer(name: String, authority: String, reason: String) async throws {
        let tls = try fixture.serverTLS(name)
        try await TestServer.run(.echo, configure: { $0.tls = tls }) { server async throws in
            let outcome = try await fixture.outcome(fixture.clientTLS(trusting: authority), at: server.address)
            #expect(outcome.isUnavailable(reason), "\(outcome)")
        }
    }

    @Test("A client may expect another name than the host of the address")
    func serverName() async throws {
        let tls = try fixture.serverTLS("elsewhere")
        try await TestServer.run(.echo, configure: { $0.tls = tls }) { server async throws in
            let client = try fixture.clientTLS(serverName: "elsewhere.example")
            #expect(try await fixture.outcome(client, at: server.address).get() == "hello")
        }
    }

    @Test(
        "A client is refused that the server can't trust, and others are not disturbed",
        arguments: [
            ("stranger", "does not trust the authority"), ("expired", "expired"), (nil, "requires a certificate"),
        ] as [(String?, String)])
    func untrustedClient(name: String?, reason: String) async throws {
        let tls = try fixture.serverTLS()
        try await TestServer.run(.echo, configure: { $0.tls = tls }) { server async throws in
            try await withClient(
                of: [server.address], configure: { $0.tls = try? fixture.clientTLS() }
            ) { client async throws in
                #expect(try await client.call("before") == "before")
                let outcome = try await fixture.outcome(fixture.clientTLS(name), at: server.address)
                #expect(outcome.isUnavailable(reason), "\(outcome)")
                #expect(try await client.call("after") == "after")
            }
        }
    }

    @Test("TLS 1.2 and 1.3 are spoken, 1.1 is not")
    func versions() async throws {
        let tls = try fixture.serverTLS(verifiesClients: false)
        try await TestServer.run(.echo, configure: { $0.tls = tls }) { server async throws in
            #expect(try await TLSProbe.commonName(at: server.address, maximumVersion: .tlsv13) == "server")
            #expect(try await TLSProbe.commonName(at: server.address, maximumVersion: .tlsv12) == "server")
            await #expect(throws: (any Error).self) {
                try await TLSProbe.commonName(at: server.address, maximumVersion: .tlsv11)
            }
        }
    }

    @Test("A client on plain text learns that the server speaks TLS, and the other way round")
    func mismatch() async throws {
        let tls = try fixture.serverTLS()
        try await TestServer.run(.echo, configure: { $0.tls = tls }) { server async throws in
            let outcome = try await fixture.outcome(nil, at: server.address)
            #expect(outcome.isUnavailable("the peer speaks TLS, and this side plain text"), "\(outcome)")
        }
        try await TestServer.run(.echo) { server async throws in
            let outcome = try await fixture.outcome(fixture.clientTLS(), at: server.address)
            #expect(outcome.isUnavailable("as one does that speaks plain text"), "\(outcome)")
            let other = try await fixture.outcome(nil, at: server.address)
            #expect(try other.get() == "hello")
        }
    }

    @Test("A client that never begins its handshake is closed when its time is over, and not before")
    func silentClient() async throws {
        let patient = try fixture.serverTLS { $0.handshakeTimeout = .hours(1) }
        let hasty = try fixture.serverTLS { $0.handshakeTimeout = .milliseconds(20) }
        try await TestServer.run(.echo, configure: { $0.tls = patient }) { other async throws in
            try await RawPeer.run(to: other.address) { _ in
                // Its time began before that of the one that is closed.
                try await eventually { other.server.statistics.openConnections == 1 }
                try await TestServer.run(.echo, configure: { $0.tls = hasty }) { server async throws in
                    try await RawPeer.run(to: server.address) { await $0.waitForClose() }
                }
                #expect(other.server.statistics.openConnections == 1)
            }
        }
    }

    @Test("A unix socket with TLS needs the server's name")
    func unixSocket() async throws {
        let tls = try fixture.serverTLS()
        let path = "/tmp/lyceum-tls-\(UInt64.random(in: 0 ... .max)).socket"
        try await TestServer.run(.echo, at: .unix(path: path), configure: { $0.tls = tls }) { server async throws in
            let named = try fixture.clientTLS(serverName: "localhost")
            #expect(try await fixture.outcome(named, at: server.address).get() == "hello")
            let unnamed = try await fixture.outcome(fixture.clientTLS(), at: server.address)
            #expect(unnamed.isUnavailable("TLS handshake failed"), "\(unnamed)")
        }
    }
}
