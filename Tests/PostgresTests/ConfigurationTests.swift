import Logging
import TestSupport
import Testing

@testable import Postgres

@Suite("PostgresConfiguration")
struct ConfigurationTests {
    static let secret = "s3cr3t"

    @Test(
        "no way of showing it shows the password",
        arguments: [
            "postgresql://ada:\(secret)@db.example:5433/course?sslmode=prefer",
            "postgresql://ada@db.example:5433/course?password=\(secret)",
            "host=db.example port=5433 user=ada dbname=course password=\(secret) sslpassword=\(secret)",
        ])
    func redaction(url: String) throws {
        let configuration = try PostgresConfiguration(url: url)
        #expect(configuration.redactedURL == "postgresql://ada@db.example:5433/course")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains(Self.secret))
            #expect(text.contains("db.example"))
        }
    }

    @Test(
        "a malformed URL is an error that does not quote it",
        arguments: ["postgresql://ada:\(secret)@[x/", "\(secret)"])
    func malformed(url: String) {
        let error = #expect(throws: PostgresError.self) { try PostgresConfiguration(url: url) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(Self.secret) == false)
    }

    @Test("the parameters of a connection bound statements; what the URL says comes last and wins")
    func parameters() throws {
        var configuration = try PostgresConfiguration(
            url: "postgresql://ada@db/course?options=-cstatement_timeout%3D7&keepalives_idle=9")
        configuration.statementTimeout = .milliseconds(1500)
        let addresses = [
            HostAddress(host: "a", address: "10.0.0.1", port: "1"), HostAddress(host: "b", address: "", port: ""),
        ]
        let parameters = Dictionary(
            uniqueKeysWithValues: configuration.parameters(addresses: addresses).map { ($0.keyword, $0.value) })
        #expect(parameters["host"] == "a,b")
        #expect(parameters["hostaddr"] == "10.0.0.1,")
        #expect(parameters["port"] == "1,")
        #expect(parameters["keepalives_idle"] == "9")
        #expect(parameters["options"]?.hasPrefix("-c statement_timeout=1500 ") == true)
        #expect(parameters["options"]?.contains(" -c plan_cache_mode=force_generic_plan ") == true)
        #expect(parameters["options"]?.hasSuffix(" -cstatement_timeout=7") == true)
    }

    @Test("a database that can't be reached is logged once, without the password")
    func logging() async throws {
        let log = RecordingLog()
        let configuration = try PostgresConfiguration(url: "postgresql://ada:\(Self.secret)@%2Fnowhere/course")
        let client = try PostgresClient(configuration: configuration, logger: Logger(label: "test") { _ in log })
        try await eventually { log.entries.count { $0.hasPrefix("debug lost") } >= configuration.connections }
        let warnings = log.entries.filter { $0.hasPrefix("warning lost a connection") }
        #expect(warnings.count == configuration.connections)
        #expect(warnings.allSatisfy { $0.contains("database=postgresql://ada@/nowhere/course") })
        #expect(!log.entries.contains { $0.contains(Self.secret) })
        #expect(client.health.isAvailable == false)
    }

    @Test("an error's description has neither the server's message nor SQL")
    func blandErrors() {
        let error = PostgresError(
            .server, "invalid input syntax: \"\(Self.secret)\"", sqlState: .uniqueViolation, constraint: "user_email")
        #expect("\(error)" == "PostgresError(server, SQLSTATE 23505, constraint user_email)")
    }
}
