import Glibc
import NIOCore
public import ServiceLifecycle

/// A server together with the setting that says where it listens, so that a failure to listen can be explained.
public struct ListeningService: Service, CustomStringConvertible {
    /// The address that the server listens on.
    public let address: HostPort
    private let server: any Service
    private let setting: SettingDeclaration

    /// - Parameter setting: the setting that the address, or its port, came from.
    public init(_ server: any Service, address: HostPort, setting: SettingDeclaration) {
        self.server = server
        self.address = address
        self.setting = setting
    }

    /// Runs the server.
    /// - Throws: ``ListenError`` when it can't listen, else what the server throws.
    public func run() async throws {
        do {
            try await server.run()
        } catch {
            guard let reason = ListenError.Reason(error) else { throw error }
            throw ListenError(address: address, settingName: setting.name, reason: reason)
        }
    }

    /// Which listener it is, for the log of the lifecycle.
    public var description: String { "listener of \(setting.name)" }
}

extension ListenError.Reason {
    fileprivate init?(_ error: any Error) {
        if error is SocketAddressError.UnknownHost {
            self = .unknownHost
            return
        }
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: self = .portInUse
        case EADDRNOTAVAIL: self = .addressNotAvailable
        case EACCES: self = .notPermitted
        default: return nil
        }
    }
}
