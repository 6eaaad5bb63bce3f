// Replays a trace of look-ups, big-endian 32-bit ids on standard input, through the loader in front of a simulated
// backend, and prints what it saves. The argument is the number of look-ups to replay; all without one.
import Foundation
import Loader
import SimulatedBackend

func figure(_ name: String, _ value: Double, _ unit: String) {
    print(String(format: "{\"bench\": \"%@\", \"value\": %.2f, \"unit\": \"%@\"}", name, value, unit))
}

func row(_ name: String, _ outcome: Replay.Outcome) {
    let milliseconds = { (share: Double) in outcome.latency(share) / .milliseconds(1) }
    print(
        String(
            format: "%@ %9d look-ups %8d keys sent %8d calls, %6.1f calls for 1,000   p50 %.2f ms, p99 %.2f ms",
            name.padding(toLength: 44, withPad: " ", startingAt: 0), outcome.lookups, outcome.keys, outcome.calls,
            Double(outcome.calls) * 1_000 / Double(outcome.lookups), milliseconds(0.5), milliseconds(0.99)))
}

let bytes = [UInt8](try FileHandle.standardInput.readToEnd() ?? Data())
let all = stride(from: 0, to: bytes.count - 3, by: 4).map { start in
    bytes[start..<start + 4].reduce(0) { $0 << 8 | Int32($1) }
}
let ids = all.prefix(max(0, CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? all.count))
guard !ids.isEmpty else {
    FileHandle.standardError.write(Data("there are no look-ups to replay on standard input\n".utf8))
    exit(1)
}

let pages = try await Replay(ids: ids, callers: 64, lookupsPerRequest: 20)
    .run(LoaderConfiguration(name: "replay"), SimulatedBackend())
row("64 requests of 20 look-ups", pages)
figure("loader_replay_lookups", Double(pages.lookups), "look-ups")
figure("loader_replay_calls", Double(pages.calls), "calls")
figure("loader_replay_calls_saved", 100 - Double(pages.calls) * 100 / Double(pages.lookups), "%")

// Which number of slots serves callers with one look-up each, as reads of single entities are.
let slots = [("1 slot", 1, 1), ("2 slots", 2, 2), ("1 slot, up to 4", 1, 4), ("2 slots, 1 to 4", 2, 4)]
for callers in [1, 8, 64] {
    let part = ids.prefix(callers * 2_000)
    for (name, initial, maximum) in slots {
        let configuration = try LoaderConfiguration(name: name, slots: initial, maximumSlots: maximum)
        let replay = Replay(ids: part, callers: callers, lookupsPerRequest: 1)
        row("\(callers) callers, \(name)", try await replay.run(configuration, SimulatedBackend()))
    }
}
