// How long looking up one course after another takes by a running course service, through the loader and by a call for
// each. Both ways take turns, course by course; figures are medians.
//
//   LoaderPath PORT LOOKUPS < IDS
import Foundation
import Logging
import NIOCore
import RPC
import Stubs

func figure(_ name: String, _ value: Double, _ unit: String) {
    print(String(format: "{\"bench\": \"%@\", \"value\": %.3f, \"unit\": \"%@\"}", name, value, unit))
}

func fail(_ reason: String) -> Never {
    FileHandle.standardError.write(Data("\(reason)\n".utf8))
    exit(1)
}

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard numbers.count == 2, numbers[1] > 0 else { fail("usage: LoaderPath PORT LOOKUPS < IDS") }
var ids: [UUID] = []
while let line = readLine() {
    guard let id = UUID(uuidString: line) else { fail("\(line) is no id") }
    ids.append(id)
}
guard !ids.isEmpty else { fail("there are no ids on standard input") }

var quiet = Logger(label: "benchmark")
quiet.logLevel = .error
let client = RPCClient(
    configuration: RPCClientConfiguration(addresses: [.tcp(host: "127.0.0.1", port: numbers[0])]), logger: quiet)
let running = Task { try await client.run() }
let lookUps = try LookUps(courses: CourseServiceClient(channel: client))

// Connections and statements are made first, and the loader learns the round trip.
_ = try await lookUps.medians(of: ids, count: max(1, numbers[1] / 10))
let medians = try await lookUps.medians(of: ids, count: numbers[1])
figure("one_in_flight_p50_unbatched", medians.unbatched / .milliseconds(1), "ms")
figure("one_in_flight_p50_batched", medians.batched / .milliseconds(1), "ms")
figure("one_in_flight_p50_vs_unbatched", medians.batched / medians.unbatched, "ratio")
running.cancel()
