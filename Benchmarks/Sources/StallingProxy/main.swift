// A proxy before a server of ours that holds every thousandth reply back, or as many as it is told, while later ones pass
// it. Prints its port, and to the standard error a line for each reply that it holds back. All is on one event loop.
//
//   StallingProxy PORT SHARE MILLISECONDS
import Foundation
import NIOCore
import NIOPosix

guard CommandLine.arguments.count == 4, let port = Int(CommandLine.arguments[1]),
    let share = Double(CommandLine.arguments[2]), let milliseconds = Int64(CommandLine.arguments[3])
else {
    print("usage: StallingProxy PORT SHARE MILLISECONDS")
    exit(2)
}

let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup(numberOfThreads: 1))
    .serverChannelOption(.backlog, value: 1024)
    .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
    .childChannelInitializer { client in
        ClientBootstrap(group: client.eventLoop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    let handlers = server.pipeline.syncOperations
                    try handlers.addHandler(StallingHandler(share: share, delay: .milliseconds(milliseconds)))
                    try handlers.addHandler(PassingHandler(to: client))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .flatMapThrowing { try client.pipeline.syncOperations.addHandler(PassingHandler(to: $0)) }
    }
    .bind(host: "127.0.0.1", port: 0).get()
try FileHandle.standardOutput.write(contentsOf: Data("\(listener.localAddress?.port ?? 0)\n".utf8))
try await listener.closeFuture.get()
