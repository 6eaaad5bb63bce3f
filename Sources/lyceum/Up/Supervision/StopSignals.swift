internal import Subprocess

/// What each degree of firmness means to a program.
struct StopSignals: Sendable {
    var drain: Signal
    var hurry: Signal

    /// Our services: SIGTERM drains.
    static let service = StopSignals(drain: .terminate, hurry: .kill)
    /// Postgres: SIGINT is its fast shutdown, which ends sessions and loses nothing; SIGQUIT its immediate one,
    /// after which the next start recovers from the log. SIGTERM would wait for clients that may never go.
    static let postgres = StopSignals(drain: .interrupt, hurry: .quit)
    /// Redis holds only what can be rebuilt.
    static let redis = StopSignals(drain: .terminate, hurry: .kill)

    subscript(signal: StopSignal) -> Signal {
        switch signal {
        case .drain: drain
        case .hurry: hurry
        case .kill: .kill
        }
    }
}

extension ManagedProcess {
    /// The signals that make the process stop.
    var stopSignals: StopSignals {
        switch self {
        case .postgres: .postgres
        case .redis: .redis
        case .course, .leaderboard, .cache, .gateway: .service
        }
    }
}
