/// An address that could not be listened on. The description names the setting that holds it.
public struct ListenError: Error, Equatable, CustomStringConvertible {
    /// Why.
    public enum Reason: Sendable, Equatable {
        /// Another process listens there.
        case portInUse
        /// The machine has no such address.
        case addressNotAvailable
        /// Ports below 1024 need privileges.
        case notPermitted
        /// The host name can't be resolved.
        case unknownHost
    }

    /// The address as configured.
    public let address: HostPort
    /// The environment variable that says so.
    public let settingName: String
    /// Why.
    public let reason: Reason

    /// What is wrong and what to do about it, for the operator.
    public var description: String {
        switch reason {
        case .portInUse:
            "port \(address.port) is in use (\(address)): stop what listens there, or choose another with \(settingName)"
        case .addressNotAvailable:
            "this machine has no address \(address.host): correct \(settingName)"
        case .notPermitted:
            "not permitted to listen on \(address): choose a port above 1023 with \(settingName)"
        case .unknownHost:
            "the host \(address.host) can't be resolved: correct \(settingName)"
        }
    }
}
