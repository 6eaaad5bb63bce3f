import NIOCore
import Testing

@testable import Loader

@Suite("A request's memo")
struct RequestLoaderTests {
    private let held = HeldBackend()

    @Test("Two requests don't see each other's memo")
    func separateRequests() async throws {
        let backend = InstantBackend()
        let loader = try backend.loader()
        let one = RequestLoader(loader, deadline: .farAway)
        one.prime(1, with: "primed")
        #expect(try await RequestLoader(loader, deadline: .farAway).load(1) == "value of 1")
    }

    @Test("After a clear the request does not join a read that began before it, and forgets what that read gives")
    func clearDuringLoad() async throws {
        let loader = try held.loader(slots: 2)
        let request = RequestLoader(loader, deadline: .farAway)
        var calls = held.calls.makeAsyncIterator()
        async let before = request.load(1)
        let stale = try #require(await calls.next())
        request.clear(1)
        async let after = request.load(1)
        let fresh = try #require(await calls.next())
        #expect(fresh.keys == [1])
        stale.answer()
        #expect(try await before == "value of 1")
        request.prime(1, with: "primed")
        fresh.answer()
        #expect(try await after == "primed", "the stale value would have kept prime out")
    }

    @Test("A value primed while the key is loaded is what the request sees")
    func primeDuringLoad() async throws {
        let request = RequestLoader(try held.loader(), deadline: .farAway)
        var calls = held.calls.makeAsyncIterator()
        async let loaded = request.load(1)
        let call = try #require(await calls.next())
        request.prime(1, with: "primed")
        call.answer()
        #expect(try await loaded == "primed")
    }

    @Test("A passed deadline is not remembered as the key's error")
    func deadline() async throws {
        let backend = InstantBackend()
        let loader = try backend.loader()
        let late = RequestLoader(loader, deadline: .now())
        await #expect(throws: LoaderError.deadlineExceeded) { try await late.load(1) }
        late.prime(1, with: "primed")
        #expect(try await late.load(1) == "primed")
    }
}
