/// What the supervisor tells the operator.
enum SupervisorReport: Equatable, Sendable, CustomStringConvertible {
    case restarting(ManagedProcess, ExitReason, after: Duration)
    case restarted(ManagedProcess)
    case stopping([ManagedProcess])
    case overdue(ManagedProcess)

    var description: String {
        switch self {
        case .restarting(let process, let reason, let delay):
            let milliseconds = delay / Duration.milliseconds(1)
            return "\(process.rawValue) \(reason); starting it again in \(Int(milliseconds)) ms"
        case .restarted(let process):
            return "\(process.rawValue) runs again"
        case .stopping(let processes):
            return "stopping \(processes.map(\.rawValue).joined(separator: ", "))"
        case .overdue(let process):
            return "\(process.rawValue) did not stop in time: ending it"
        }
    }
}
