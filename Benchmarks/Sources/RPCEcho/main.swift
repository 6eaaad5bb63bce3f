// RPC echo: client and server in one process, one connection over loopback TCP, the async client, default executor.
import Foundation
import Histogram
import Logging
import Messages
import NIOCore
import RPC
import ServiceLifecycle

let (addresses, announce) = AsyncStream.makeStream(of: RPCAddress.self)
var quiet = Logger(label: "benchmark")
quiet.logLevel = .error
let server = RPCServer(
    configuration: RPCServerConfiguration(address: .tcp(host: "127.0.0.1", port: 0)), services: [EchoService()],
    logger: quiet, onListening: { announce.yield($0) })

func echo(_ client: RPCClient, callers: Int, callsEach: Int) async throws -> (Measurement, Histogram<UInt32>) {
    let request = CacheV1.Lookup.make { draft in
        draft.found = true
        draft.ttlMs = 300_000
    }
    var latencies = Histogram<UInt32>(numberOfSignificantValueDigits: .three)
    let measurement = try await Measurement.of(calls: callers * callsEach) {
        latencies = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<callers {
                group.addTask { @concurrent in
                    var times: [UInt64] = []
                    times.reserveCapacity(callsEach)
                    for _ in 0..<callsEach {
                        let start = NIODeadline.now()
                        let _: CacheV1.Lookup = try await client.unary(
                            EchoService.echo, request, CallOptions(deadline: start + .seconds(10)))
                        times.append(UInt64((NIODeadline.now() - start).nanoseconds))
                    }
                    return times
                }
            }
            var all = Histogram<UInt32>(numberOfSignificantValueDigits: .three)
            for try await times in group { for time in times { _ = all.record(time) } }
            return all
        }
    }
    return (measurement, latencies)
}

func report(_ callers: Int, _ measurement: Measurement, _ latencies: Histogram<UInt32>) {
    let microseconds = { (percentile: Double) in Double(latencies.valueAtPercentile(percentile)) / 1_000 }
    print(
        String(
            format: "RPC echo, %2d callers %14.0f calls/s   p50 %.0f µs, p99 %.0f µs, %.2f µs CPU a call, both sides",
            callers, measurement.callsPerSecond, microseconds(50), microseconds(99),
            measurement.processorMicroseconds))
}

func figure(_ name: String, _ value: Double, _ unit: String) {
    print(String(format: "{\"bench\": \"%@\", \"value\": %.2f, \"unit\": \"%@\"}", name, value, unit))
}

try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await server.run() }
    var iterator = addresses.makeAsyncIterator()
    guard let address = await iterator.next() else { exit(1) }
    let client = RPCClient(configuration: RPCClientConfiguration(addresses: [address]), logger: quiet)
    group.addTask { try await client.run() }
    _ = try await echo(client, callers: 64, callsEach: 2_000)  // Warm-up.
    let (one, oneLatencies) = try await echo(client, callers: 1, callsEach: 20_000)
    report(1, one, oneLatencies)
    let (many, manyLatencies) = try await echo(client, callers: 64, callsEach: 10_000)
    report(64, many, manyLatencies)
    figure("rpc_echo_cps", many.callsPerSecond, "calls/s")
    figure("rpc_echo_cpu", many.processorMicroseconds, "µs")
    figure("rpc_echo_one_caller_p50", Double(oneLatencies.valueAtPercentile(50)) / 1_000, "µs")
    group.cancelAll()
}
