import Foundation
import Logging
import NIOCore
import TestSupport
import Testing

@testable import RPC

@Suite("TLS files", .timeLimit(.minutes(1)))
struct ReloadTests {
    let fixture: TLSFixture

    init() throws {
        fixture = try TLSFixture()
        try fixture.certificates.copy("server", as: "current")
    }

    @Test("A new certificate is shown to new connections, while calls on others go on")
    func rotationUnderLoad() async throws {
        let tls = try fixture.serverTLS("current", verifiesClients: false)
        try await TestServer.run(.echo, configure: { $0.tls = tls }) { server async throws in
            try await withClient(
                of: [server.address], configure: { $0.tls = try? fixture.clientTLS(nil) }
            ) { client async throws in
                try await withThrowingTaskGroup { group in
                    let rotated = Signal()
                    for _ in 0..<8 {
                        group.addTask { () async throws in
                            var count = 0
                            while !rotated.isRaised || count < 10 {
                                #expect(try await client.call("\(count)") == "\(count)")
                                count += 1
                            }
                        }
                    }
                    for name in ["renewed", "server", "renewed"] {
                        try fixture.certificates.copy(name, as: "current")
                        tls.reloadIfChanged()
                        #expect(try await TLSProbe.commonName(at: server.address) == name)
                        let fresh = try await fixture.outcome(fixture.clientTLS(nil), at: server.address)
                        #expect(try fresh.get() == "hello")
                    }
                    rotated.raise()
                    try await group.waitForAll()
                }
                #expect(client.statistics.endpoints.map(\.connects) == [1])
            }
        }
    }

    @Test("While it runs it notices new files by itself")
    func watching() async throws {
        let tls = try fixture.serverTLS("current", verifiesClients: false) { $0.reloadInterval = .milliseconds(1) }
        try await TestServer.run(.echo, configure: { $0.tls = tls }) { server async throws in
            let running = Task { try await tls.run() }
            try fixture.certificates.copy("renewed", as: "current")
            while try await TLSProbe.commonName(at: server.address) != "renewed" { try Task.checkCancellation() }
            running.cancel()
            try await running.value
        }
    }

    @Test("A file that can't be used is logged once without its content, and the old certificate stays")
    func brokenFile() async throws {
        let log = LogCapture()
        let tls = try fixture.serverTLS("current", verifiesClients: false, logger: log.logger)
        try await TestServer.run(.echo, configure: { $0.tls = tls }) { server async throws in
            try fixture.certificates.overwrite(fixture.certificates.key("current"), with: "secret rubbish")
            tls.reloadIfChanged()
            tls.reloadIfChanged()
            #expect(log.errors.count == 1)
            #expect(log.errors.allSatisfy { $0.contains("holds no key in PEM form") && !$0.contains("rubbish") })
            #expect(try await TLSProbe.commonName(at: server.address) == "server")
            #expect(throws: TLSFileError.self) { try tls.reload() }
            try fixture.certificates.copy("renewed", as: "current")
            tls.reloadIfChanged()
            #expect(try await TLSProbe.commonName(at: server.address) == "renewed")
        }
    }

    @Test("Files that could not be used are tried again though they look the same, and that is not logged again")
    func repeatedAttempt() async throws {
        let log = LogCapture()
        let tls = try fixture.serverTLS("current", verifiesClients: false, logger: log.logger)
        let key = fixture.certificates.key("current")
        let content = try Data(contentsOf: URL(filePath: key))
        try Data(repeating: 0x78, count: content.count).write(to: URL(filePath: key))
        // Some kernels give files that are written shortly after each other the same time.
        let later = timespec(tv_sec: time(nil) + 10, tv_nsec: 0)
        #expect(utimensat(AT_FDCWD, key, [later, later], 0) == 0)
        tls.reloadIfChanged()
        tls.reloadIfChanged()
        #expect(log.errors.count == 1)
        // As when the file may be read at last: neither its size nor its time changes by that.
        let stamp = FileStamp(path: key)
        var status = stat()
        #expect(stat(key, &status) == 0)
        try content.write(to: URL(filePath: key))
        #expect(utimensat(AT_FDCWD, key, [status.st_atim, status.st_mtim], 0) == 0)
        #expect(FileStamp(path: key) == stamp)
        let unused = ObjectIdentifier(tls.current)
        tls.reloadIfChanged()
        #expect(ObjectIdentifier(tls.current) != unused)
        #expect(log.errors.count == 1)
    }

    @Test("What is wrong with a file is said with its name")
    func problems() throws {
        let certificates = fixture.certificates
        func problem(certificate: String, key: String, authorities: String) -> String? {
            let configuration = ServerTLSConfiguration(
                identity: TLSIdentity(certificateChain: certificate, privateKey: key),
                clientVerification: .required(trustRoots: authorities))
            do throws(TLSFileError) {
                _ = try ServerTLS(configuration, logger: .quiet)
                return nil
            } catch {
                return error.description
            }
        }
        let (certificate, key) = (certificates.certificate("server"), certificates.key("server"))
        let authorities = certificates.certificate("ca")
        let (missing, empty) = (certificates.path("missing"), certificates.path("empty"))
        try certificates.overwrite(empty, with: "")
        #expect(problem(certificate: certificate, key: key, authorities: authorities) == nil)
        #expect(problem(certificate: missing, key: key, authorities: authorities) == "\(missing) can't be found")
        #expect(
            problem(certificate: certificate, key: empty, authorities: authorities)
                == "\(empty) holds no key in PEM form")
        #expect(
            problem(certificate: certificate, key: key, authorities: empty)
                == "\(empty) holds no certificate in PEM form")
        let mixed = problem(certificate: certificate, key: certificates.key("client"), authorities: authorities)
        #expect(mixed?.contains("hold a certificate and another one's key") == true)
    }
}
