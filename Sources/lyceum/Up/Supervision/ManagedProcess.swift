/// A process that `lyceum up` starts. The raw value is its name in the logs and that of its pid file.
enum ManagedProcess: String, CaseIterable, Sendable {
    case postgres
    case redis
    case course
    case leaderboard
    case cache
    case gateway
}

extension ManagedProcess {
    static let databases: [ManagedProcess] = [.postgres, .redis]
    static let services: [ManagedProcess] = [.course, .leaderboard, .cache, .gateway]

    /// Groups that stop one after the other, so that each still has what its requests in progress need.
    static let stopOrder: [[ManagedProcess]] = [[.gateway], [.course, .leaderboard, .cache], databases]
}
