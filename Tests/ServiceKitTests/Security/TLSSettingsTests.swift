import Logging
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Settings of TLS")
struct TLSSettingsTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let certificates: TestCertificates

    init() throws {
        certificates = try TestCertificates()
    }

    private func files(_ names: String...) -> [String: String] {
        let all = [
            "CERTIFICATE": certificates.certificate("server"), "KEY": certificates.key("server"),
            "CA": certificates.certificate("ca"),
        ]
        return Dictionary(uniqueKeysWithValues: names.map { ("LYCEUM_RPC_TLS_\($0)", all[$0] ?? "") })
    }

    /// The problem that keeps a course service from starting; nil if it starts.
    private func serverProblem(_ environment: [String: String]) -> SettingError? {
        do throws(SettingError) {
            _ = try SettingsReader(role: .course, environment: environment)
                .serverTLS(listening: Settings.courseListen, logger: Self.quiet)
            return nil
        } catch {
            return error
        }
    }

    @Test("Plain text stays on loopback, unless the operator says that it may leave")
    func plaintext() {
        #expect(serverProblem([:]) == nil)
        let remote = ["LYCEUM_COURSE_LISTEN": "0.0.0.0:7101"]
        #expect(
            serverProblem(remote)?.description
                == "LYCEUM_COURSE_LISTEN: 0.0.0.0:7101 is beyond loopback, and RPC there needs TLS: set "
                + "LYCEUM_RPC_TLS_CERTIFICATE and LYCEUM_RPC_TLS_KEY, or set LYCEUM_RPC_PLAINTEXT=allow where the "
                + "network itself is protected")
        #expect(serverProblem(remote.merging(["LYCEUM_RPC_PLAINTEXT": "allow"]) { $1 }) == nil)
        #expect(serverProblem(remote.merging(files("CERTIFICATE", "KEY", "CA")) { $1 }) == nil)
    }

    @Test("A gateway calls other machines over TLS, unless the operator says otherwise")
    func clients() throws {
        func reader(_ environment: [String: String]) -> SettingsReader {
            let remote = ["LYCEUM_COURSE_ADDRESSES": "127.0.0.1:1,course:2"]
            return SettingsReader(role: .gateway, environment: remote.merging(environment) { $1 })
        }
        let problem = #expect(throws: SettingError.self) {
            try reader([:]).checkPlaintext(to: Settings.courseAddresses)
        }
        #expect(problem?.name == "LYCEUM_COURSE_ADDRESSES")
        #expect(problem?.problem.hasPrefix("course:2 is beyond loopback") == true)
        try reader(["LYCEUM_RPC_PLAINTEXT": "allow"]).checkPlaintext(to: Settings.courseAddresses)
        #expect(try reader([:]).clientTLS(logger: Self.quiet) == nil)
        #expect(try reader(files("CA")).clientTLS(logger: Self.quiet) != nil)
        #expect(try reader(files("CA", "CERTIFICATE", "KEY")).clientTLS(logger: Self.quiet) != nil)
    }

    @Test("Half a configuration is refused with the name of what is missing")
    func incomplete() {
        #expect(serverProblem(files("CERTIFICATE"))?.name == "LYCEUM_RPC_TLS_KEY")
        #expect(serverProblem(files("KEY"))?.name == "LYCEUM_RPC_TLS_CERTIFICATE")
        #expect(serverProblem(files("CERTIFICATE", "KEY"))?.name == "LYCEUM_RPC_TLS_CA")
        let open = files("CERTIFICATE", "KEY").merging(["LYCEUM_RPC_TLS_CLIENTS": "any"]) { $1 }
        #expect(serverProblem(open) == nil)
        let gateway = SettingsReader(role: .gateway, environment: files("CERTIFICATE", "KEY"))
        #expect(throws: SettingError.self) { try gateway.clientTLS(logger: Self.quiet) }
    }

    @Test("A file that can't be used is named, and nothing of it shown")
    func unusable() {
        var environment = files("CERTIFICATE", "KEY", "CA")
        environment["LYCEUM_RPC_TLS_KEY"] = certificates.key("client")
        #expect(serverProblem(environment)?.problem.contains("another one's key") == true)
        environment["LYCEUM_RPC_TLS_KEY"] = "/nowhere"
        #expect(serverProblem(environment)?.problem == "/nowhere can't be found")
    }
}
