import Loader
import NIOCore
import SimulatedBackend
import Synchronization

/// A trace of look-ups, made again by callers at once.
struct Replay {
    /// What it came to.
    struct Outcome {
        let lookups: Int
        let calls: Int
        let keys: Int
        /// Of each request, sorted.
        let latencies: [Duration]

        func latency(_ share: Double) -> Duration { latencies[Int(Double(latencies.count - 1) * share)] }
    }

    /// Object ids in the order in which they were looked up.
    let ids: ArraySlice<Int32>
    /// Requests at the same time.
    let callers: Int
    /// Look-ups of one request, each by a task of its own that knows nothing of the others.
    let lookupsPerRequest: Int

    func run(_ configuration: LoaderConfiguration, _ backend: SimulatedBackend) async throws -> Outcome {
        let loader = Loader<Int32, Int32>(configuration: configuration) { keys, _ in try await backend.fetch(keys) }
        let cursor = RequestCursor(ids: ids, size: lookupsPerRequest)
        let latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
            for _ in 0..<callers {
                group.addTask {
                    var latencies: [Duration] = []
                    while let ids = cursor.next() {
                        let start = ContinuousClock.now
                        try await Self.request(ids, loader)
                        latencies.append(.now - start)
                    }
                    return latencies
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return Outcome(lookups: ids.count, calls: backend.calls, keys: backend.keys, latencies: latencies.sorted())
    }

    private static func request(_ ids: ArraySlice<Int32>, _ loader: Loader<Int32, Int32>) async throws {
        let deadline = NIODeadline.now() + .seconds(30)
        if let only = ids.first, ids.count == 1 {
            _ = try await loader.load(only, deadline: deadline)
            return
        }
        let plug = LoadPlug()
        let request = RequestLoader(loader, deadline: deadline, plug: plug)
        try await plug.run {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids { group.addTask { _ = try await request.load(id) } }
                try await group.waitForAll()
            }
        }
    }
}

/// Hands out the look-ups of one request after the other.
private final class RequestCursor: Sendable {
    private let ids: ArraySlice<Int32>
    private let size: Int
    private let position: Mutex<Int>

    init(ids: ArraySlice<Int32>, size: Int) {
        self.ids = ids
        self.size = size
        position = Mutex(ids.startIndex)
    }

    func next() -> ArraySlice<Int32>? {
        let start = position.withLock { position in
            defer { position += size }
            return position
        }
        return start < ids.endIndex ? ids[start..<min(start + size, ids.endIndex)] : nil
    }
}
