/// Why an installation can't run, in words for its operator.
enum UpError: Error, Equatable, CustomStringConvertible {
    case wrongSettings([String])
    case keepsFailing(ManagedProcess, ExitReason)
    case alreadyRunning(stateDirectory: String, processID: String)
    case missingProgram(String, package: String)
    case unusableDirectory(String, reason: String)
    case portTaken(port: Int, variable: String)
    case cannotListen(listener: String, variable: String, reason: String)
    case incompleteDatabaseSettings(missing: [String])
    case commandFailed(String, output: String)
    case notReady([ManagedProcess])

    var description: String {
        switch self {
        case .wrongSettings(let problems):
            problems.joined(separator: "\n")
        case .keepsFailing(let process, let reason):
            "\(process.rawValue) \(reason), again and again; what it said is above"
        case .alreadyRunning(let stateDirectory, let processID):
            "\(stateDirectory) is in use by process \(processID): stop it, or set LYCEUM_STATE_DIR to another folder"
        case .missingProgram(let program, let package):
            "\(program) was not found: install it (Debian: apt-get install \(package))"
        case .unusableDirectory(let path, let reason):
            "\(path) can't be used: \(reason)"
        case .portTaken(let port, let variable):
            "port \(port) is in use by another program: stop that, or choose another port with \(variable)"
        case .cannotListen(let listener, let variable, let reason):
            "can't listen on \(listener) (\(variable)): \(reason)"
        case .incompleteDatabaseSettings(let missing):
            "your own Postgres needs all three URLs; also set \(missing.joined(separator: " and "))"
        case .commandFailed(let command, let output):
            "\(command) failed:\n\(output)"
        case .notReady(let processes):
            "not ready in time: \(processes.map(\.rawValue).joined(separator: ", "))"
        }
    }
}
