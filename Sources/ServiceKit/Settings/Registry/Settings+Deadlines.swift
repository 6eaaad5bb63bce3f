extension Settings {
    /// The most time that an HTTP request may take.
    public static let requestDeadline = Setting(
        "LYCEUM_REQUEST_DEADLINE", .duration(.milliseconds(10)...(.seconds(300))), default: "5s", readBy: [.gateway],
        "Most time for one HTTP request, all calls behind it included; a request can ask for less. A write that failed "
            + "and may have been done can take a second more.")

    /// The most time that a connection to a service may take to open.
    public static let rpcConnectTimeout = Setting(
        "LYCEUM_RPC_CONNECT_TIMEOUT", .duration(.milliseconds(10)...(.seconds(60))), default: "1s",
        readBy: [.gateway],
        "Most time for opening a connection to a service.")

    /// How long a process tells that it is leaving before it closes its listener.
    public static let drainDelay = Setting(
        "LYCEUM_DRAIN_DELAY", .duration(.zero...(.seconds(300))), default: "0s", readBy: .services,
        "How long a process that was told to stop goes on taking requests while it reports not ready, so that "
            + "load balancers turn away first.")

    /// How long requests in progress may take to finish when the process is told to stop.
    public static let drainPeriod = Setting(
        "LYCEUM_DRAIN_PERIOD", .duration(.seconds(1)...(.seconds(600))), default: "10s", readBy: .services,
        "Most time for requests in progress to finish after that; then they are cancelled, and 5 s later the "
            + "process is ended.")

    static let deadlines = SettingGroup(
        title: "Deadlines",
        settings: [
            requestDeadline.declaration, rpcConnectTimeout.declaration, drainDelay.declaration,
            drainPeriod.declaration,
        ])
}
