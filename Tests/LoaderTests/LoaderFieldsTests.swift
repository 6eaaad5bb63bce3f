import Testing

@testable import Loader

@Suite("Fields of values")
struct LoaderFieldsTests {
    private static let title = LoaderFields(numbers: [1])
    private static let price = LoaderFields(numbers: [2])
    private let held = HeldBackend()

    @Test("A set holds the numbers that have a bit")
    func numbers() {
        #expect(LoaderFields(numbers: [0, 2, 63, 64, -1]).rawValue == 0x8000_0000_0000_0005)
        #expect(LoaderFields.all.isSuperset(of: LoaderFields(numbers: 0..<64)))
    }

    @Test("A batch asks for the union of what its waiters want")
    func union() throws {
        var probe = try StateProbe(slots: 1)
        let busy = try #require(probe.load([0], fields: Self.title).dispatches.first)
        #expect(busy.fields == Self.title)
        _ = probe.load([1], fields: Self.title)
        #expect(probe.load([1], fields: Self.price).deduplicatedKeys == 1)
        let next = try #require(probe.answer(busy).dispatches.first)
        #expect(next.fields == [Self.title, Self.price])
    }

    @Test("A fetch in flight is joined only by those who want no more than it asked for")
    func join() throws {
        var probe = try StateProbe()
        _ = probe.load([1], fields: Self.title)
        #expect(probe.load([1], fields: Self.title).joinedKeys == 1)
        #expect(probe.load([1], fields: Self.price).sent == [[1]])
    }

    @Test("Each waiter gets its own fields, whatever others of its batch want")
    func projection() async throws {
        let loader = try held.loader { value, fields in fields.contains(Self.price) ? value : "cheap \(value)" }
        var calls = held.calls.makeAsyncIterator()
        async let busy = loader.load(0, deadline: .farAway)
        let first = try #require(await calls.next())
        async let narrow = loader.load(1, deadline: .farAway, fields: Self.title)
        async let wide = loader.load(1, deadline: .farAway, fields: Self.price)
        await loader.untilWaiting(forKeys: 3)
        first.answer()
        let second = try #require(await calls.next())
        #expect(second.context.fields == [Self.title, Self.price])
        second.answer()
        #expect(try await [busy, narrow, wide] == ["value of 0", "cheap value of 1", "value of 1"])
    }

    @Test("A value primed as a task has every field, whichever are wanted first")
    func promised() async throws {
        let backend = InstantBackend()
        let request = try backend.request()
        request.prime(1, with: Task { "came later" })
        #expect(try await request.load(1, fields: Self.title) == "came later")
        #expect(try await request.load(1) == "came later")
        #expect(backend.calls.isEmpty)
    }

    @Test("A memo answers who wants no more than it knows, and fetches what the request has seen and wants for others")
    func memo() async throws {
        let request = RequestLoader(try held.loader { "\($1.rawValue) of \($0)" }, deadline: .farAway)
        var calls = held.calls.makeAsyncIterator()
        async let narrow = request.load(1, fields: Self.title)
        let first = try #require(await calls.next())
        first.answer()
        #expect(try await narrow.hasPrefix("2 of"))
        async let wide = request.load(1, fields: Self.price)
        let second = try #require(await calls.next())
        #expect(second.context.fields == [Self.title, Self.price])
        second.answer()
        #expect(try await wide.hasPrefix("4 of"))
        #expect(try await request.load(1, fields: Self.title).hasPrefix("2 of"), "without another call")
    }
}
