import Testing

@testable import ServiceKit

@Suite("Launching a process")
struct LaunchTests {
    @Test(
        "the command line asks for service, help or the version",
        arguments: [
            ([], .serve), (["--help"], .help), (["-h"], .help), (["--version"], .version),
            (["--port"], .misuse(#"unknown argument "--port"; see --help"#)),
            (["serve", "--help"], .misuse(#"unknown argument "serve"; see --help"#)),
        ] as [([String], LaunchRequest)])
    func request(arguments: [String], expected: LaunchRequest) {
        #expect(LaunchRequest(arguments) == expected)
    }

    @Test("the exit code tells a supervisor what kind of failure it was")
    func exitCodes() {
        let address = HostPort(host: "127.0.0.1", port: 1)
        func listenError(_ reason: ListenError.Reason) -> ListenError {
            ListenError(address: address, settingName: "X", reason: reason)
        }
        #expect(ExitCode(SettingError(name: "X", problem: "y")).rawValue == 78)
        #expect(ExitCode(listenError(.portInUse)).rawValue == 75)
        #expect(ExitCode(listenError(.unknownHost)).rawValue == 78)
        #expect(ExitCode(CancellationError()).rawValue == 70)
    }
}
