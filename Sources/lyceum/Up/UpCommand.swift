internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import ServiceKit
internal import SystemPackage
internal import UnixSignals

/// Runs a whole installation in the foreground until Ctrl-C.
struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts Postgres, Redis and the four services, and watches over them until Ctrl-C.",
        discussion: """
            A process that crashes is started again. Ctrl-C or SIGTERM lets requests in progress finish, stops the \
            services, then the databases; a second Ctrl-C hurries.
            """)

    func run() async throws {
        // A reader of the log that goes away must cost its lines, not the installation.
        signal(SIGPIPE, SIG_IGN)
        let log = LogStream()
        let environment = ProcessInfo.processInfo.environment
        let settings = SettingsReader(role: .operator, environment: environment)
        let state = try StateDirectory(at: settings.value(Settings.stateDirectory))
        let lock = try await state.lock()
        let leftovers = await LeftoverProcesses(pidFiles: state.pidFiles).stop()
        if !leftovers.isEmpty {
            log.announce(
                "lyceum: stopped what an earlier run left: \(leftovers.map(\.rawValue).joined(separator: ", "))")
        }
        let executable = try Self.executable()
        let installation = try Installation(
            environment: environment, state: state, executables: executable.removingLastComponent(),
            notice: { log.announce("lyceum: \($0)") })
        try await Listener.checkFree(installation.listeners.all)
        try await GuardProcess(executable: executable, stateDirectory: state.path).during {
            try await InstallationRun(installation: installation, log: log).run()
        }
        _ = consume lock
    }

    /// The services' programs are beside ours.
    private static func executable() throws -> FilePath {
        FilePath(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    }
}
