import Glibc
import Synchronization
import Testing

@testable import Postgres

@Suite("A thread of our own")
struct ReactorThreadTests {
    @Test("has given back what libraries keep for it when it was joined")
    func join() throws {
        let thread = try ReactorThread { Kept.keepOne() }
        thread.join()
        #expect(Kept.wasGivenBack)
        // Once more is no matter.
        thread.join()
    }
}

/// What a library keeps for a thread, and takes its time to give back.
private enum Kept {
    private static let flag = Atomic(false)
    static var wasGivenBack: Bool { flag.load(ordering: .acquiring) }

    static func keepOne() {
        var key = pthread_key_t()
        pthread_key_create(&key) { _ in
            usleep(50_000)
            Kept.flag.store(true, ordering: .releasing)
        }
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    }
}
