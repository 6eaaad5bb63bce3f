import Foundation
import Loader
import NIOCore
import SimulatedBackend

/// Tasks that look one key up after another, all at once.
struct Callers {
    private static let keys: Int32 = 10_000
    private static let skew = 0.99

    /// The keys of each caller.
    private let keys: [[Int32]]

    init(count: Int, lookups: Int) {
        var sum = 0.0
        let cumulative = (1...Self.keys).map { rank in
            sum += pow(Double(rank), -Self.skew)
            return sum
        }
        keys = (0..<count).map { _ in
            (0..<lookups / count).map { _ in
                let target = Double.random(in: 0..<sum)
                return Int32(cumulative.partitionPoint { $0 > target })
            }
        }
    }

    /// Latencies, sorted, of look-ups that the loader makes.
    func run(_ configuration: LoaderConfiguration, _ backend: SimulatedBackend) async throws -> [Duration] {
        let loader = Loader<Int32, Int32>(configuration: configuration) { keys, _ in try await backend.fetch(keys) }
        return try await run { key in _ = try await loader.load(key, deadline: .now() + .seconds(60)) }
    }

    /// Latencies, sorted, of a call for each look-up.
    func run(unbatched backend: SimulatedBackend) async throws -> [Duration] {
        try await run { key in _ = try await backend.fetch([key]) }
    }

    private func run(_ load: @escaping @Sendable (Int32) async throws -> Void) async throws -> [Duration] {
        try await withThrowingTaskGroup(of: [Duration].self) { group in
            for keys in keys {
                group.addTask {
                    var latencies: [Duration] = []
                    for key in keys {
                        let start = ContinuousClock.now
                        try await load(key)
                        latencies.append(.now - start)
                    }
                    return latencies
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
    }
}

extension [Double] {
    /// The index of the first element of which this is true; it is true of all that follow.
    fileprivate func partitionPoint(_ isBeyond: (Double) -> Bool) -> Int {
        var range = 0..<count - 1
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = isBeyond(self[middle]) ? range.lowerBound..<middle : middle + 1..<range.upperBound
        }
        return range.lowerBound
    }
}
