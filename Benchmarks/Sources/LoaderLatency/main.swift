// How long single look-ups wait, by the loader and without it, in front of a simulated backend: keys by Zipf's law with the
// exponent 0.99 over 10,000, from 1, 64 and 512 callers at once. Both ways take turns, and figures are medians of rounds.
//
//   LoaderLatency [ROUNDS]
import Foundation
import Loader
import SimulatedBackend

func figure(_ name: String, _ value: Double, _ unit: String) {
    print(String(format: "{\"bench\": \"%@\", \"value\": %.3f, \"unit\": \"%@\"}", name, value, unit))
}

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5
let configuration = try LoaderConfiguration(name: "latency")

/// The medians of the rounds of a percentile, in ms, for each way to look keys up.
func medians(
    _ percentile: Double, callers count: Int, lookups: Int, _ ways: [(Callers) async throws -> [Duration]]
) async throws -> [Double] {
    var samples = [[Double]](repeating: [], count: ways.count)
    for _ in 0..<rounds {
        let callers = Callers(count: count, lookups: lookups)
        for (index, way) in ways.enumerated() {
            let latencies = try await way(callers)
            samples[index].append(latencies[Int(Double(latencies.count - 1) * percentile)] / .milliseconds(1))
        }
    }
    return samples.map { $0.sorted()[rounds / 2] }
}

let alone = try await medians(
    0.5, callers: 1, lookups: 500,
    [
        { try await $0.run(unbatched: SimulatedBackend()) },
        { try await $0.run(configuration, SimulatedBackend()) },
    ])
figure("loader_one_caller_p50_vs_unbatched", alone[1] / alone[0], "ratio")
for callers in [64, 512] {
    let tails = try await medians(
        0.99, callers: callers, lookups: callers * 200,
        [
            { try await $0.run(configuration, SimulatedBackend()) },
            // One call in a thousand takes 20 ms longer.
            { try await $0.run(configuration, SimulatedBackend(stallEvery: 1_000)) },
        ])
    figure("loader_\(callers)_callers_p99", tails[0], "ms")
    figure("loader_\(callers)_callers_p99_moved_by_stalls", tails[1] - tails[0], "ms")
}
