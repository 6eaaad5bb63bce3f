import Testing

@testable import Loader

@Suite("A request's plug")
struct LoadPlugTests {
    private let backend = InstantBackend()

    @Test("Resolvers of two loaders leave in one batch each, wave by wave")
    func waves() async throws {
        let other = InstantBackend()
        let plug = LoadPlug()
        let courses = try backend.request(plug: plug)
        let creators = try other.request(plug: plug)
        try await plug.run {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for key in 1...20 {
                    group.addTask {
                        _ = try await courses.load(key)
                        _ = try await creators.load(key % 5)
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(backend.calls == [Array(1...20)])
        #expect(other.calls.map { $0.sorted() } == [[0, 1, 2, 3, 4]])
    }

    @Test("A resolver that waits for another, and not for a load, holds nothing up")
    func waitingForAnother() async throws {
        let plug = LoadPlug()
        let request = try backend.request(plug: plug)
        let value = try await plug.run {
            let first = Task { try await request.load(1) }
            async let second = first.value
            return try await second
        }
        #expect(value == "value of 1")
    }

    @Test("A load from outside of the plug's work is not held up")
    func outside() async throws {
        let request = try backend.request(plug: LoadPlug())
        #expect(try await request.load(1) == "value of 1")
    }

    @Test("What the work returns and throws comes through")
    func results() async throws {
        let plug = LoadPlug()
        #expect(await plug.run { 7 } == 7)
        await #expect(throws: TestError("no")) { try await plug.run { throw TestError("no") } }
    }

    @Test("A request that is cancelled while its loads are out ends, and its call is cancelled")
    func cancelled() async throws {
        let held = HeldBackend()
        let plug = LoadPlug()
        let request = RequestLoader(try held.loader(), deadline: .farAway, plug: plug)
        var calls = held.calls.makeAsyncIterator()
        var cancellations = held.cancellations.makeAsyncIterator()
        let work = Task { try await plug.run { try await request.load(1) } }
        let call = try #require(await calls.next())
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(await cancellations.next() == [1])
        call.answer()
    }

    @Test("Many requests at once each get their own values, in as many batches as waves at most")
    func manyRequests() async throws {
        let loader = try backend.loader()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let plug = LoadPlug()
                    let request = RequestLoader(loader, deadline: .farAway, plug: plug)
                    let values = try await plug.run {
                        async let one = request.load(number)
                        async let two = request.load(number + 1_000)
                        return try await [one, two]
                    }
                    #expect(values == ["value of \(number)", "value of \(number + 1_000)"])
                }
            }
            try await group.waitForAll()
        }
        #expect(backend.calls.count <= 50)
    }
}
