import FoundationEssentials
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(2))) struct TokenKeySourceTests {
    private let keys = IssuerKey.set([.es256("ec")])

    /// What fetching a path of a server gives. Only where it is to pass, the timeout is a short one.
    private func fetch(_ path: String, timeout: String = "30s") async throws -> [UInt8] {
        let router = Router()
        router.get("/keys") { [keys] _, _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: keys))) }
        router.get("/large") { _, _ in
            Response(
                status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 0x20, count: TokenKeys.byteLimit + 1)))
        }
        router.get("/silent") { _, _ -> Response in
            try await Task.sleep(for: .seconds(3_600))
            return Response(status: .ok)
        }
        router.get("/stuck") { _, _ in
            Response(
                status: .ok,
                body: .init { writer in
                    try await writer.write(ByteBuffer(string: "{"))
                    try await Task.sleep(for: .seconds(3_600))
                })
        }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)))
        return try await application.test(.live) { client in
            let port = try #require(client.port)
            let settings = SettingsReader(
                role: .gateway,
                environment: [
                    "LYCEUM_JWKS_URL": "http://127.0.0.1:\(port)\(path)", "LYCEUM_JWKS_TIMEOUT": timeout,
                ])
            return try await #require(try TokenKeySource(settings)).fetch()
        }
    }

    @Test("Keys come from a server")
    func server() async throws {
        let fetched = try await fetch("/keys")
        #expect(fetched == keys)
    }

    @Test(
        "A server that has no keys, too many bytes, no answer or no end of one costs an error in time",
        arguments: [
            ("/nothing", TokenKeysError.status(404)), ("/large", .tooLarge), ("/silent", .unreachable),
            ("/stuck", .unreachable),
        ])
    func broken(path: String, error: TokenKeysError) async throws {
        await #expect(throws: error) {
            try await fetch(path, timeout: error == .unreachable ? "500ms" : "30s")
        }
    }

    @Test("A server that is not there, and a file that is not there, are errors")
    func absent() async throws {
        // The client tries to connect until the time is over.
        let url = SettingsReader(
            role: .gateway,
            environment: ["LYCEUM_JWKS_URL": "http://127.0.0.1:1/keys", "LYCEUM_JWKS_TIMEOUT": "500ms"])
        let file = SettingsReader(role: .gateway, environment: ["LYCEUM_JWKS_FILE": "/nowhere/keys.json"])
        let (server, path) = (try #require(try TokenKeySource(url)), try #require(try TokenKeySource(file)))
        await #expect(throws: TokenKeysError.unreachable) { try await server.fetch() }
        await #expect(throws: TokenKeysError.unreadable) { try await path.fetch() }
    }

    @Test("Without a source no tokens are accepted; with two the settings are wrong")
    func settings() throws {
        #expect(try TokenKeySource(SettingsReader(role: .gateway, environment: [:])) == nil)
        let both = ["LYCEUM_JWKS_URL": "http://127.0.0.1:1/keys", "LYCEUM_JWKS_FILE": "/keys.json"]
        #expect(throws: SettingError.self) {
            try TokenKeySource(SettingsReader(role: .gateway, environment: both))
        }
    }
}
