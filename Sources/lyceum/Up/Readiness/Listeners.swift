internal import ServiceKit

/// Where the services will listen.
struct Listeners: Sendable {
    let all: [Listener]
    /// The admin listener of each service.
    let admin: [ManagedProcess: HostPort]
    /// Where a person finds the gateway.
    let gatewayURL: String

    /// - Throws: `SettingError`
    init(_ settings: SettingsReader) throws(SettingError) {
        let http = HostPort(host: try settings.value(Settings.httpHost), port: try settings.value(Settings.httpPort))
        var all = [Listener(address: http, variable: Settings.httpPort.name)]
        var admin: [ManagedProcess: HostPort] = [:]
        for setting in [Settings.courseListen, Settings.leaderboardListen, Settings.cacheListen] {
            all.append(Listener(address: try settings.value(setting), variable: setting.name))
        }
        for (process, setting) in Self.adminSettings {
            let address = try settings.value(setting)
            all.append(Listener(address: address, variable: setting.name))
            admin[process] = address.reachable
        }
        self.all = all
        self.admin = admin
        gatewayURL = "http://\(http.reachable)"
    }

    private static let adminSettings: [(ManagedProcess, Setting<HostPort>)] = [
        (.gateway, Settings.gatewayAdminListen), (.course, Settings.courseAdminListen),
        (.leaderboard, Settings.leaderboardAdminListen), (.cache, Settings.cacheAdminListen),
    ]
}

extension HostPort {
    /// Where a client on this machine reaches a listener: all addresses include the loopback.
    var reachable: HostPort {
        switch host {
        case "0.0.0.0": HostPort(host: "127.0.0.1", port: port)
        case "::": HostPort(host: "::1", port: port)
        default: self
        }
    }
}
