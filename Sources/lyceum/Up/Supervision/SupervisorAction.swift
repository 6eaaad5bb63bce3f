/// What the supervisor wants done.
enum SupervisorAction: Equatable, Sendable {
    case launch(ManagedProcess)
    case signal(ManagedProcess, StopSignal)
    case report(SupervisorReport)
    /// A process keeps failing before the installation was ever ready: tell why and stop.
    case giveUp(ManagedProcess, ExitReason)
    /// Everything has stopped.
    case finish
}
