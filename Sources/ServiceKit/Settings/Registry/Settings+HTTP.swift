extension Settings {
    /// The address that the gateway listens on.
    public static let httpHost = Setting(
        "LYCEUM_HTTP_HOST", .host, default: "127.0.0.1", readBy: [.gateway, .operator],
        "Address on which the gateway answers HTTP; 0.0.0.0 for all of the machine's.")

    /// The port that the gateway listens on.
    public static let httpPort = Setting(
        "LYCEUM_HTTP_PORT", .integer(0...65_535), default: "8080", readBy: [.gateway, .operator],
        "Port on which the gateway answers HTTP; 0 takes any free one, which lyceum up refuses.")

    /// The largest request body.
    public static let httpBodyLimit = Setting(
        "LYCEUM_HTTP_BODY_LIMIT", .bytes(1 << 10...64 << 20), default: "1MiB", readBy: [.gateway],
        "Largest request body; a longer one is answered with 413.")

    /// How many bytes of requests a gateway holds.
    public static let httpBodyMemory = Setting(
        "LYCEUM_HTTP_BODY_MEMORY", .bytes(0...16 << 30), default: "256MiB", readBy: [.gateway],
        "Bytes of request bodies, and of pipelined requests that wait for others, that each gateway holds at once, "
            + "over all connections, beside 16 KiB for each of them; that for which there is no room is answered with "
            + "503.")

    /// The largest head of a request.
    public static let httpHeaderLimit = Setting(
        "LYCEUM_HTTP_HEADER_LIMIT", .bytes(1 << 10...1 << 20), default: "16KiB", readBy: [.gateway],
        "Largest sum of a request's header fields; more is answered with 431.")

    /// How long a connection may idle between requests.
    public static let httpIdleTimeout = Setting(
        "LYCEUM_HTTP_IDLE_TIMEOUT", .duration(.seconds(1)...(.seconds(3_600))), default: "1m", readBy: [.gateway],
        "How long a connection may stay open without a request.")

    /// How long a client may take to send the head of a request, and the rest.
    public static let httpReceiveTimeout = Setting(
        "LYCEUM_HTTP_RECEIVE_TIMEOUT", .duration(.milliseconds(100)...(.seconds(300))), default: "10s",
        readBy: [.gateway],
        "How long a client may take to send the head of a request, to send its body, and to accept the answer.")

    /// How long connections without a request stay open at the end.
    public static let httpDrainGrace = Setting(
        "LYCEUM_HTTP_DRAIN_GRACE", .duration(.zero...(.seconds(60))), default: "2s", readBy: [.gateway],
        "How long a gateway that is told to stop still takes requests on connections that it has, and tells them to end; "
            + "longer than proxies keep idle ones to it, so that none sends a request into a closed one.")

    /// How many clients may be connected.
    public static let httpMaximumConnections = Setting(
        "LYCEUM_HTTP_MAX_CONNECTIONS", .integer(1...1_000_000), default: "10000", readBy: [.gateway],
        "Most connections at once; further ones wait in the system's queue. Each is an open file: processes raise their "
            + "limit of those as far as the system allows.")

    /// From which time on a request is logged.
    public static let httpSlowRequest = Setting(
        "LYCEUM_HTTP_SLOW_REQUEST", .duration(.milliseconds(1)...(.seconds(300))), default: "1s", readBy: [.gateway],
        "A request that takes longer is logged with its Server-Timing, at most 10 of them in 10 s.")

    /// How long public answers are fresh.
    public static let httpMaximumAge = Setting(
        "LYCEUM_HTTP_MAX_AGE", .duration(.zero...(.seconds(86_400))), default: "5s", readBy: [.gateway],
        "How long clients and shared caches may keep a public answer without asking again, in whole seconds.")

    /// How long public answers may be served while they are fetched anew.
    public static let httpStaleWhileRevalidate = Setting(
        "LYCEUM_HTTP_STALE_WHILE_REVALIDATE", .duration(.zero...(.seconds(86_400))), default: "30s",
        readBy: [.gateway],
        "For how much longer shared caches may serve it while they ask again.")

    /// How long public answers may be served while the gateway can't answer.
    public static let httpStaleIfError = Setting(
        "LYCEUM_HTTP_STALE_IF_ERROR", .duration(.zero...(.seconds(86_400))), default: "5m", readBy: [.gateway],
        "For how much longer shared caches may serve it while the gateway fails.")

    /// Whether answers are compressed.
    public static let httpCompression = Setting(
        "LYCEUM_HTTP_COMPRESSION", .toggle, default: "on", readBy: [.gateway],
        "Whether JSON of 1 KiB and more is sent as gzip to clients that take it; off where a proxy does it.")

    /// The web origins whose pages may call the gateway.
    public static let corsOrigins = Setting(
        optional: "LYCEUM_CORS_ORIGINS", .origins, readBy: [.gateway],
        "Origins whose web pages may call the gateway (CORS); listed ones may send credentials, * may not. "
            + "Without it browsers keep the answers from pages of other origins.")

    /// How much one client may ask for.
    public static let rateLimit = Setting(
        "LYCEUM_RATE_LIMIT", .integer(0...1_000_000_000), default: "0", readBy: [.gateway],
        "Cost units that one client, a user or an address, may spend in a minute at each gateway: 1 for an entity "
            + "or a token that is refused, 5 for a list or a lesson, 10 for a batch, a dashboard or a write; "
            + "0 for no limit.")

    /// Whether clients are told apart by what a proxy says.
    public static let rateLimitTrustsProxy = Setting(
        "LYCEUM_RATE_LIMIT_TRUSTS_PROXY", .toggle, default: "off", readBy: [.gateway],
        "Whether the last address of X-Forwarded-For is the client's; on only where a proxy in front writes it.")

    /// The key that signs page cursors.
    public static let cursorKey = Setting(
        optional: "LYCEUM_CURSOR_KEY", .secret(minimumBytes: 16), readBy: [.gateway, .operator],
        "Key that signs page cursors, the same for all gateways; without it a gateway makes its own at start, "
            + "and cursors end with it.")

    static let http = SettingGroup(
        title: "HTTP",
        settings: [
            httpHost.declaration, httpPort.declaration, httpBodyLimit.declaration, httpBodyMemory.declaration,
            httpHeaderLimit.declaration, httpIdleTimeout.declaration, httpReceiveTimeout.declaration,
            httpDrainGrace.declaration, httpMaximumConnections.declaration, httpSlowRequest.declaration,
            httpMaximumAge.declaration, httpStaleWhileRevalidate.declaration, httpStaleIfError.declaration,
            httpCompression.declaration, corsOrigins.declaration,
            rateLimit.declaration, rateLimitTrustsProxy.declaration,
            cursorKey.declaration,
        ])
}
