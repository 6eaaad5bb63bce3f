// This repository's runtime, with its defaults, as a peer of `rpc.py`.
import Logging
import NIOCore
import PeerLoad
import RPC
import ServiceLifecycle

var quiet = Logger(label: "benchmark")
quiet.logLevel = .error

switch Role(arguments: CommandLine.arguments) {
case .server:
    let server = RPCServer(
        configuration: RPCServerConfiguration(address: .tcp(host: "127.0.0.1", port: 0)),
        services: [BenchmarkService()], logger: quiet,
        onListening: { address in if case .tcp(_, let port) = address { announce(port: port) } })
    try await server.run()
case .client(let port):
    let client = RPCClient(
        configuration: RPCClientConfiguration(addresses: [.tcp(host: "127.0.0.1", port: port)]), logger: quiet)
    let running = Task { try await client.run() }
    let calls = BenchmarkCalls(channel: client)
    try await LoadGenerator(call: calls.call).obey()
    running.cancel()
case nil:
    print("usage: RPCPeer server | client PORT")
}
