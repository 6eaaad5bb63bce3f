import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Postgres

@Suite("A thread of our own")
struct ReactorThreadTests {
    @Test("has given back what libraries keep for it when it was joined")
    func join() throws {
        let thread = try ReactorThread { Kept.keepOne() }
        // Not before the thread is waited for, or as good as.
        DispatchQueue.global().async { Kept.mayBeGivenBack.signal() }
        thread.join()
        #expect(Kept.wasGivenBack)
        // Once more is no matter.
        thread.join()
    }
}

/// What a library keeps for a thread, and gives back when that ends.
private enum Kept {
    static let mayBeGivenBack = DispatchSemaphore(value: 0)
    private static let isGivenBack = Atomic(false)
    static var wasGivenBack: Bool { isGivenBack.load(ordering: .acquiring) }

    static func keepOne() {
        var key = pthread_key_t()
        pthread_key_create(&key) { _ in
            Kept.mayBeGivenBack.wait()
            Kept.isGivenBack.store(true, ordering: .releasing)
        }
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    }
}
