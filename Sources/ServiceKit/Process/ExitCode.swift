/// How a process ends (sysexits.h).
enum ExitCode: Int32 {
    case success = 0
    /// The command line was wrong.
    case usage = 64
    /// The process failed in a way that it does not understand.
    case software = 70
    /// The surroundings are not ready: a port is in use.
    case temporaryFailure = 75
    /// A setting is wrong.
    case configuration = 78

    /// The code that tells a supervisor what kind of failure it was.
    init(_ error: any Error) {
        switch error {
        case is SettingError: self = .configuration
        case let error as ListenError: self = error.reason == .portInUse ? .temporaryFailure : .configuration
        default: self = .software
        }
    }
}
