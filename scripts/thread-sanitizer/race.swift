// What the thread sanitizer must be silent about ("guarded"), and what it must find ("race").
import Dispatch
import Synchronization

final class Counter: Sendable {
    let guarded = Mutex(0)
    nonisolated(unsafe) var unguarded = 0
}

let counter = Counter()
let isRace = CommandLine.arguments.contains("race")
await withTaskGroup { group in
    for _ in 0..<8 {
        group.addTask {
            for _ in 0..<20_000 {
                // Held for a while, so that others have to wait for it.
                counter.guarded.withLock { count in
                    for _ in 0..<20 { count += 1 }
                }
                if isRace { counter.unguarded += 1 }
            }
        }
    }
}

// Written by one thread, read by another: sometimes before the task waits, sometimes after.
var sum = 0
for round in 0..<20_000 {
    let counter = Counter()
    await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
        DispatchQueue.global().async {
            counter.unguarded = round
            continuation.resume()
        }
        for _ in 0..<round % 400 { counter.guarded.withLock { $0 += 1 } }
    }
    sum += counter.unguarded
}
print(counter.guarded.withLock { $0 }, sum)
