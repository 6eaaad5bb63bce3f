internal import NIOCore
internal import NIOPosix
internal import ServiceKit

/// An address that one of the services will listen on, and the variable that says so.
struct Listener: Equatable, Sendable {
    let address: HostPort
    let variable: String
}

extension Listener {
    /// Checks that every address is free, before anything is started that would have to be stopped again.
    /// - Throws: ``UpError``
    static func checkFree(_ listeners: [Listener]) async throws {
        var channels: [any Channel] = []
        var failure: (any Error)?
        for (index, listener) in listeners.enumerated() { try listener.checkDistinct(from: listeners[..<index]) }
        for listener in listeners where failure == nil {
            do {
                channels.append(try await listener.bind())
            } catch {
                failure = error
            }
        }
        for channel in channels { try await channel.close() }
        if let failure { throw failure }
    }

    private func checkDistinct(from others: ArraySlice<Listener>) throws(UpError) {
        if let other = others.first(where: { $0.address.port == address.port }) {
            throw UpError.cannotListen(
                listener: "\(address)", variable: variable, reason: "\(other.variable) has the same port")
        }
        guard address.port > 0 else {
            throw UpError.cannotListen(
                listener: "\(address)", variable: variable, reason: "lyceum up needs to know the port")
        }
    }

    private func bind() async throws -> any Channel {
        do {
            // As servers do, so that connections of the last run that linger in TIME_WAIT are no hindrance.
            return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: address.host, port: address.port).get()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw UpError.portTaken(port: address.port, variable: variable)
        } catch {
            throw UpError.cannotListen(listener: "\(address)", variable: variable, reason: "\(error)")
        }
    }
}
