import Glibc
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import ServiceKit

@Suite("Listening")
struct ListeningServiceTests {
    private struct Failing: Service {
        let error: any Error
        func run() async throws { throw error }
    }

    private func failure(_ error: any Error) async -> (any Error)? {
        let service = ListeningService(
            Failing(error: error), address: HostPort(host: "host", port: 80),
            setting: Settings.courseListen.declaration)
        do {
            try await service.run()
            return nil
        } catch {
            return error
        }
    }

    @Test("a port in use is told with the port and the variable")
    func portInUse() async throws {
        let occupant = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(occupant.localAddress?.port)
        let address = HostPort(host: "127.0.0.1", port: port)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let admin = AdminServer(
            address: address, exposition: { "" }, health: HealthMonitor(role: .cache, checks: [], logger: quiet),
            logger: quiet)
        let service = ListeningService(admin, address: address, setting: Settings.cacheAdminListen.declaration)
        let error = await #expect(throws: ListenError.self) { try await service.run() }
        #expect(
            error?.description == """
                port \(port) is in use (127.0.0.1:\(port)): stop what listens there, or choose another with \
                LYCEUM_CACHE_ADMIN_LISTEN
                """)
        #expect(error.map { ExitCode($0) } == .temporaryFailure)
        try await occupant.close()
    }

    @Test(
        "what the system says is explained",
        arguments: [
            (EADDRINUSE, .portInUse), (EADDRNOTAVAIL, .addressNotAvailable), (EACCES, .notPermitted),
        ] as [(Int32, ListenError.Reason)])
    func reasons(code: Int32, reason: ListenError.Reason) async {
        let error = await failure(IOError(errnoCode: code, reason: "bind"))
        #expect((error as? ListenError)?.reason == reason)
        #expect((error as? ListenError)?.description.contains("LYCEUM_COURSE_LISTEN") == true)
    }

    @Test("a name that can't be resolved is explained")
    func unknownHost() async throws {
        let unresolved = try #require(throws: (any Error).self) {
            try SocketAddress.makeAddressResolvingHost("not a host", port: 80)
        }
        let error = await failure(unresolved)
        #expect((error as? ListenError)?.reason == .unknownHost)
    }

    @Test("other errors pass as they are")
    func others() async {
        #expect(await failure(CancellationError()) is CancellationError)
        #expect((await failure(IOError(errnoCode: EMFILE, reason: "accept")) as? IOError)?.errnoCode == EMFILE)
    }
}
