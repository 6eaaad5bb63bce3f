// What the loader itself costs: CPU time of the whole process, best of nine runs, but for the idle load, which is the median
// of what one caller waits. The fetch function waits once, as each does that asks somebody, and answers without I/O. One that
// never waits would be done before the next look-up comes, and no two of them would gather.
//
//   LoaderCosts [SUFFIX OF THE FIGURES' NAMES]
import Foundation
import Loader
import NIOCore

struct ID: Hashable, Sendable {
    let high: UInt64
    let low: UInt64
}

func figure(_ name: String, _ value: Duration, unit: String, _ one: Duration) {
    let name = name + CommandLine.arguments.dropFirst().joined()
    print(String(format: "{\"bench\": \"%@\", \"value\": %.1f, \"unit\": \"%@\"}", name, value / one, unit))
}

let deadline = NIODeadline.now() + .hours(1)
let ids = (0..<10_000 as Range<UInt64>).map { ID(high: $0 &* 0x9E37_79B9_7F4A_7C15, low: $0) }
let loader = Loader<ID, UInt64>(configuration: try LoaderConfiguration(name: "costs")) { ids, _ in
    await Task.yield()
    return ids.map { .success($0.low) }
}

let loadMany = await leastProcessorTime(operations: ids.count * 20) {
    for _ in 0..<20 { _ = await loader.loadMany(ids, deadline: deadline) }
}
figure("loader_load_many_ns", loadMany, unit: "ns", .nanoseconds(1))

let load = try await leastProcessorTime(operations: 100_000) {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for caller in 0..<1_000 {
            group.addTask {
                for index in 0..<100 {
                    _ = try await loader.load(ids[(caller * 100 + index) % ids.count], deadline: deadline)
                }
            }
        }
        try await group.waitForAll()
    }
}
figure("loader_load_ns", load, unit: "ns", .nanoseconds(1))

let request = RequestLoader(loader, deadline: deadline)
_ = await request.loadMany(ids)
let hit = try await leastProcessorTime(operations: ids.count * 10) {
    for _ in 0..<10 { for id in ids { _ = try await request.load(id) } }
}
figure("loader_hit_ns", hit, unit: "ns", .nanoseconds(1))

var waits: [Duration] = []
for id in ids {
    let start = ContinuousClock.now
    _ = try await loader.load(id, deadline: deadline)
    waits.append(.now - start)
}
figure("loader_idle_us", waits.sorted()[waits.count / 2], unit: "µs", .microseconds(1))
