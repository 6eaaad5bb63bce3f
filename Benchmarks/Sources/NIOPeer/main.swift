// A bare ping-pong over SwiftNIO with the byte counts of our frames, as a peer of `rpc.py`: what a runtime on NIO can't
// go below. With `TASKS` in the environment its callers are tasks.
import Foundation
import NIOCore
import NIOPosix
import PeerLoad

let group = MultiThreadedEventLoopGroup.singleton

switch Role(arguments: CommandLine.arguments) {
case .server:
    let listener = try await ServerBootstrap(group: group)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(PongHandler()) }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    announce(port: listener.localAddress?.port ?? 0)
    try await listener.closeFuture.get()
case .client(let port) where ProcessInfo.processInfo.environment["TASKS"] != nil:
    let handler = try await ClientBootstrap(group: group)
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                let handler = TaskPingHandler(channel)
                try channel.pipeline.syncOperations.addHandler(handler)
                return handler
            }
        }
    try await LoadGenerator(call: handler.call).obey()
case .client(let port):
    let channel = try await ClientBootstrap(group: group)
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(PingHandler()) }
        }
        .connect(host: "127.0.0.1", port: port).get()
    let generator = LoadGenerator { load, callers, end in
        try await channel.eventLoop.flatSubmit {
            do {
                let handler = try channel.pipeline.syncOperations.handler(type: PingHandler.self)
                let context = try channel.pipeline.syncOperations.context(handler: handler)
                return handler.start(load, callers: callers, end: end, context: context)
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }.get()
    }
    try await generator.obey()
case nil:
    print("usage: NIOPeer server | client PORT")
}
