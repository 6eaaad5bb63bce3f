import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

// A ceiling for HTTP on SwiftNIO: answers every request with the bytes of a file. Prints its port and serves.
//
//   HTTPPeer FILE
let body = ByteBuffer(bytes: try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))
let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount))
    .serverChannelOption(.backlog, value: 1024)
    .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
            try pipeline.addHandler(FixedAnswerHandler(body: body))
        }
    }
    .bind(host: "127.0.0.1", port: 0).get()
try FileHandle.standardOutput.write(contentsOf: Data("\(channel.localAddress?.port ?? 0)\n".utf8))
try await channel.closeFuture.get()
