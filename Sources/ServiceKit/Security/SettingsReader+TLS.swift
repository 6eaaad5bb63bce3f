public import Logging
import NIOCore
public import RPC

/// What protects the RPC connections of a process, by its settings.
extension SettingsReader {
    /// The TLS of a service's listener; nil for plain text.
    ///
    /// - Throws: A ``SettingError`` when files are missing or can't be used, or when the service would take plain text
    ///   from other machines without having been told to.
    public func serverTLS(listening listen: Setting<HostPort>, logger: Logger) throws(SettingError) -> ServerTLS? {
        guard let identity = try tlsIdentity() else {
            try checkPlaintext(
                [value(listen)], of: listen.declaration, needs: [Settings.rpcTLSCertificate, Settings.rpcTLSKey])
            return nil
        }
        var configuration = ServerTLSConfiguration(identity: identity, clientVerification: .none)
        if try value(Settings.rpcTLSClients) == .verified {
            configuration.clientVerification = .required(
                trustRoots: try file(Settings.rpcTLSAuthorities, becauseOf: Settings.rpcTLSCertificate))
        }
        configuration.handshakeTimeout = TimeAmount(try value(Settings.rpcTLSHandshakeTimeout))
        configuration.reloadInterval = try value(Settings.rpcTLSReloadInterval)
        return try usable(Settings.rpcTLSCertificate) { () throws(TLSFileError) in
            try ServerTLS(configuration, logger: logger)
        }
    }

    /// The TLS of the clients of a process; nil for plain text. ``checkPlaintext(to:)`` says whether that is allowed.
    ///
    /// - Throws: A ``SettingError`` when files are missing or can't be used.
    public func clientTLS(logger: Logger) throws(SettingError) -> ClientTLS? {
        let identity = try tlsIdentity()
        let authorities = try value(Settings.rpcTLSAuthorities)
        guard identity != nil || authorities != nil else { return nil }
        var configuration = ClientTLSConfiguration(
            trustRoots: try file(Settings.rpcTLSAuthorities, becauseOf: Settings.rpcTLSCertificate),
            identity: identity, serverName: try value(Settings.rpcTLSServerName))
        configuration.handshakeTimeout = TimeAmount(try value(Settings.rpcTLSHandshakeTimeout))
        configuration.reloadInterval = try value(Settings.rpcTLSReloadInterval)
        return try usable(Settings.rpcTLSAuthorities) { () throws(TLSFileError) in
            try ClientTLS(configuration, logger: logger)
        }
    }

    /// Checks that a client without TLS may call these addresses.
    ///
    /// - Throws: A ``SettingError`` when one is on another machine and the process was not told to do that.
    public func checkPlaintext(to addresses: Setting<[HostPort]>) throws(SettingError) {
        try checkPlaintext(value(addresses), of: addresses.declaration, needs: [Settings.rpcTLSAuthorities])
    }

    /// Whether the process was told to speak plain text with other machines.
    public func allowsPlaintextBeyondLoopback() throws(SettingError) -> Bool {
        try value(Settings.rpcPlaintext) == .allow
    }
}

extension SettingsReader {
    private func tlsIdentity() throws(SettingError) -> TLSIdentity? {
        let certificate = try value(Settings.rpcTLSCertificate)
        let key = try value(Settings.rpcTLSKey)
        guard certificate != nil || key != nil else { return nil }
        return TLSIdentity(
            certificateChain: try file(Settings.rpcTLSCertificate, becauseOf: Settings.rpcTLSKey),
            privateKey: try file(Settings.rpcTLSKey, becauseOf: Settings.rpcTLSCertificate))
    }

    /// The path in a setting that another one makes necessary.
    private func file(_ setting: Setting<String?>, becauseOf other: Setting<String?>) throws(SettingError) -> String {
        if let path = try value(setting) { return path }
        throw SettingError(name: setting.name, problem: "is not set, but \(other.name) is; expected a PEM file's path")
    }

    private func checkPlaintext(
        _ addresses: [HostPort], of declaration: SettingDeclaration, needs tls: [Setting<String?>]
    ) throws(SettingError) {
        guard try !allowsPlaintextBeyondLoopback() else { return }
        let remote = addresses.first { !RPCAddress.tcp(host: $0.host, port: $0.port).isLoopback }
        guard let remote else { return }
        let settings = tls.map(\.name).joined(separator: " and ")
        throw SettingError(
            name: declaration.name,
            problem: "\(remote) is beyond loopback, and RPC there needs TLS: set \(settings), or set "
                + "\(Settings.rpcPlaintext.name)=\(RPCPlaintext.allow.rawValue) where the network itself is protected")
    }

    /// What was read, with a problem blamed on the setting that made it necessary; it names the file.
    private func usable<Value>(
        _ setting: Setting<String?>, _ read: () throws(TLSFileError) -> Value
    ) throws(SettingError) -> Value {
        do {
            return try read()
        } catch {
            throw SettingError(name: setting.name, problem: error.description)
        }
    }
}
