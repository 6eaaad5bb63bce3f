extension Settings {
    /// How often a call is made at most.
    public static let rpcRetryAttempts = Setting(
        "LYCEUM_RPC_RETRY_ATTEMPTS", .integer(1...10), default: "3", readBy: [.gateway],
        "Most attempts for a call that may be repeated, the first one included; 1 for no repetition.")

    /// How long the first repetition waits.
    public static let rpcRetryBackoff = Setting(
        "LYCEUM_RPC_RETRY_BACKOFF", .duration(.milliseconds(1)...(.milliseconds(500))), default: "20ms",
        readBy: [.gateway],
        "Longest wait before the first repetition; it doubles with each further one, up to 500 ms.")

    /// When a replica is left alone.
    public static let rpcEjectionFailures = Setting(
        "LYCEUM_RPC_EJECTION_FAILURES", .integer(0...1_000), default: "5", readBy: [.gateway],
        "Failures in a row after which a replica is left alone for a while, unless half of them are already; 0 for "
            + "never. A deadline that passes counts if the call had 100 ms.")

    /// How long a replica is left alone.
    public static let rpcEjectionTime = Setting(
        "LYCEUM_RPC_EJECTION_TIME", .duration(.milliseconds(100)...(.seconds(300))), default: "10s",
        readBy: [.gateway],
        "How long it is left alone, times how often that has happened in a row, up to 5 minutes.")

    /// How old a connection may get.
    public static let rpcConnectionAge = Setting(
        "LYCEUM_RPC_CONNECTION_AGE", .duration(.zero...(.seconds(86_400))), default: "30m", readBy: .rpcServices,
        "How old a connection may get, give or take a tenth, until its client is asked to make another one, so that "
            + "load finds new replicas; 0s for any age.")

    /// How long a connection may have nothing to do.
    public static let rpcIdleTimeout = Setting(
        "LYCEUM_RPC_IDLE_TIMEOUT", .duration(.seconds(10)...(.seconds(86_400))), default: "24h", readBy: .rpcServices,
        "How long nothing may happen on a connection until its client is asked to go, or it is closed if the client does "
            + "not understand that or never made a call. Noticed within twice the time. Gateways ask each second whether "
            + "services are ready, so that theirs are idle only where there are many replicas.")

    static let resilience = SettingGroup(
        title: "Resilience of RPC",
        settings: [
            rpcRetryAttempts.declaration, rpcRetryBackoff.declaration, rpcEjectionFailures.declaration,
            rpcEjectionTime.declaration, rpcConnectionAge.declaration, rpcIdleTimeout.declaration,
        ])
}
