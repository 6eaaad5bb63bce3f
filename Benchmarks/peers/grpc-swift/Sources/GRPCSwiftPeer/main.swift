// grpc-swift-2 with its NIO transport, as a peer of `rpc.py`. Its defaults, or, with NO_FLUSH_COALESCING set, all but
// one of them: by default both sides hold each flush back for up to 100 µs, which costs an idle connection latency.
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import PeerLoad

let coalescesFlushes = ProcessInfo.processInfo.environment["NO_FLUSH_COALESCING"] == nil

switch Role(arguments: CommandLine.arguments) {
case .server:
    let server = GRPCServer(
        transport: .http2NIOPosix(
            address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext,
            config: .defaults { if !coalescesFlushes { $0.connection.flushCoalescing = nil } }),
        services: [BenchmarkService()])
    async let serving: Void = server.serve()
    if let address = try await server.listeningAddress?.ipv4 { announce(port: address.port) }
    try await serving
case .client(let port):
    let transport = try HTTP2ClientTransport.Posix(
        target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext,
        config: .defaults { if !coalescesFlushes { $0.connection.flushCoalescing = nil } })
    try await withGRPCClient(transport: transport) { client in
        let calls = BenchmarkCalls(client: client)
        try await LoadGenerator { load in try await calls.call(load) }.obey()
    }
case nil:
    print("usage: GRPCSwiftPeer server | client PORT")
}
