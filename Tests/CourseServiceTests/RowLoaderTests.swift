import NIOCore
import Synchronization
import Testing

@testable import CourseService

@Suite("Rows for the calls of a moment", .timeLimit(.minutes(2)))
struct RowLoaderTests {
    @Test("A call shares no statement that began before it came: its caller may have written since")
    func readYourWrites() async throws {
        let version = Mutex(1)
        let (beginnings, beginning) = AsyncStream.makeStream(of: Void.self)
        let (opening, opener) = AsyncStream.makeStream(of: Void.self)
        let rows = try RowLoader<Int, Int>("rows", maximumBatchSize: 10) { keys, _ in
            let snapshot = version.withLock { $0 }
            if snapshot == 1 {
                beginning.yield()
                for await _ in opening {}
            }
            return Dictionary(keys.map { ($0, snapshot) }, uniquingKeysWith: { first, _ in first })
        }
        let deadline = NIODeadline.now() + .seconds(60)
        async let before = rows.load([7], deadline: deadline)
        for await _ in beginnings { break }
        version.withLock { $0 = 2 }
        #expect(try await rows.load([7], deadline: deadline).map(\.row) == [2])
        opener.finish()
        #expect(try await before.map(\.row) == [1])
    }

    @Test("Rows that don't exist are left out, and a key that is asked for twice comes once")
    func distinct() async throws {
        let rows = try RowLoader<Int, String>("rows", maximumBatchSize: 10) { keys, _ in
            #expect(keys.sorted() == [1, 2])
            return [1: "one"]
        }
        let found = try await rows.load([1, 2, 1], deadline: .now() + .seconds(60))
        #expect(found.map(\.key) == [1])
        #expect(found.map(\.row) == ["one"])
    }
}
