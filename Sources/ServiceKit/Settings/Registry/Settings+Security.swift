extension Settings {
    /// The certificate that a process shows on RPC connections.
    public static let rpcTLSCertificate = Setting(
        optional: "LYCEUM_RPC_TLS_CERTIFICATE", .path, readBy: .services,
        "PEM file with the certificate that the process shows on RPC connections, and its intermediate ones. A "
            + "service that has one speaks TLS only.")

    /// The key of that certificate.
    public static let rpcTLSKey = Setting(
        optional: "LYCEUM_RPC_TLS_KEY", .path, readBy: .services,
        "PEM file with that certificate's key, without a passphrase.")

    /// Whose signature is believed.
    public static let rpcTLSAuthorities = Setting(
        optional: "LYCEUM_RPC_TLS_CA", .path, readBy: .services,
        "PEM file with the authorities that sign the certificates of the services and their clients. A gateway that "
            + "has one calls services over TLS only.")

    /// Whom a service lets in.
    static let rpcTLSClients = Setting<RPCClientVerification>(
        "LYCEUM_RPC_TLS_CLIENTS", .choice, default: RPCClientVerification.verified.rawValue, readBy: .rpcServices,
        "Which clients a service with TLS lets in: verified, those with a certificate of the authorities; any, all.")

    /// The name in the certificates of services.
    static let rpcTLSServerName = Setting(
        optional: "LYCEUM_RPC_TLS_SERVER_NAME", .host, readBy: [.gateway],
        "Name that the certificates of the services carry, where it is not the host of their addresses.")

    /// The most time for a handshake.
    static let rpcTLSHandshakeTimeout = Setting(
        "LYCEUM_RPC_TLS_HANDSHAKE_TIMEOUT", .duration(.milliseconds(100)...(.seconds(60))), default: "5s",
        readBy: .services,
        "Most time for a TLS handshake; then the connection is closed.")

    /// How often the files are looked at.
    static let rpcTLSReloadInterval = Setting(
        "LYCEUM_RPC_TLS_RELOAD_INTERVAL", .duration(.milliseconds(100)...(.seconds(86_400))), default: "30s",
        readBy: .services,
        "How often the TLS files are looked at; new ones are used for new connections. SIGHUP does it at once.")

    /// Whether RPC may leave the machine in plain text.
    static let rpcPlaintext = Setting<RPCPlaintext>(
        "LYCEUM_RPC_PLAINTEXT", .choice, default: RPCPlaintext.loopback.rawValue, readBy: .services,
        "Where RPC may do without TLS: loopback, on 127.0.0.0/8, ::1 and localhost only; allow, everywhere.")

    static let security = SettingGroup(
        title: "Security of RPC",
        settings: [
            rpcTLSCertificate.declaration, rpcTLSKey.declaration, rpcTLSAuthorities.declaration,
            rpcTLSClients.declaration, rpcTLSServerName.declaration, rpcTLSHandshakeTimeout.declaration,
            rpcTLSReloadInterval.declaration, rpcPlaintext.declaration,
        ])
}

/// Which clients a service with TLS lets in.
enum RPCClientVerification: String, Sendable, CaseIterable {
    case verified, any
}

/// Where RPC may do without TLS.
enum RPCPlaintext: String, Sendable, CaseIterable {
    case loopback, allow
}
