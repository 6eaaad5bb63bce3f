import Synchronization
import Testing

@testable import Loader

@Suite("Loads that come alone", .timeLimit(.minutes(1)))
struct LoneLoadTests {
    @TaskLocal private static var identity = "nobody"

    /// Makes a loader expect no others.
    private static func accustom<Value>(_ loader: Loader<Int, Value>) async throws {
        for key in 1...8 { _ = try await loader.load(-key, deadline: .farAway) }
    }

    @Test("The call begins before the load has waited")
    func onTheSpot() async throws {
        let backend = InstantBackend()
        let loader = try backend.loader()
        try await Self.accustom(loader)
        let load = Task.immediate { try await loader.load(1, deadline: .farAway) }
        #expect(backend.calls.last == [1])
        #expect(try await load.value == "value of 1")
        #expect(loader.shared.withLock { $0.calls.isEmpty }, "no call is kept that has ended")
    }

    @Test("Task-local values of the caller don't reach the fetch function, though it runs on the caller's thread")
    func taskLocals() async throws {
        let loader = Loader<Int, String>(configuration: try LoaderConfiguration(name: "who")) { keys, _ in
            keys.map { _ in .success(Self.identity) }
        }
        try await Self.accustom(loader)
        let seen = try await Self.$identity.withValue("somebody") { try await loader.load(1, deadline: .farAway) }
        #expect(seen == "nobody")
    }

    @Test("A call that waits is kept until it ends, and cancelled with its only waiter")
    func cancelled() async throws {
        let (waits, isWaiting) = AsyncStream.makeStream(of: Void.self)
        let (endless, owner) = AsyncStream.makeStream(of: Void.self)
        defer { owner.finish() }
        let loader = Loader<Int, Bool>(configuration: try LoaderConfiguration(name: "held")) { keys, _ in
            if keys == [1] {
                isWaiting.finish()
                for await _ in endless {}
            }
            return keys.map { _ in .success(Task.isCancelled) }
        }
        try await Self.accustom(loader)
        let load = Task { try await loader.load(1, deadline: .farAway) }
        for await _ in waits {}
        load.cancel()
        await #expect(throws: CancellationError.self) { try await load.value }
        // It ends only when it is cancelled.
        while !loader.shared.withLock({ $0.calls.isEmpty }) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test("A caller that is cancelled already causes no call")
    func cancelledBefore() async throws {
        let backend = InstantBackend()
        let loader = try backend.loader()
        try await Self.accustom(loader)
        let load = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await loader.load(1, deadline: .farAway)
        }
        await #expect(throws: CancellationError.self) { try await load.value }
        #expect(backend.calls.count == 8)
    }

    @Test("A plug's loads still leave together")
    func plugged() async throws {
        let backend = InstantBackend()
        let loader = try backend.loader()
        try await Self.accustom(loader)
        let plug = LoadPlug()
        let request = RequestLoader(loader, deadline: .farAway, plug: plug)
        try await request.loadTwoWaves(heldBy: plug)
        #expect(backend.calls.dropFirst(8) == [[1, 2, 3], [10, 20, 30]])
    }

    @Test("A call whose only waiter goes while it begins is cancelled when it has begun")
    func cancelledOnTheSpot() async throws {
        let (cancelled, isCancelled) = AsyncStream.makeStream(of: Void.self)
        let (endless, owner) = AsyncStream.makeStream(of: Void.self)
        defer { owner.finish() }
        let waiter = Mutex<Task<Bool, any Error>?>(nil)
        let loader = Loader<Int, Bool>(configuration: try LoaderConfiguration(name: "going")) { keys, _ in
            if keys == [1] {
                waiter.withLock { $0 }?.cancel()
                for await _ in endless {}
                isCancelled.finish()
            }
            return keys.map { _ in .success(true) }
        }
        try await Self.accustom(loader)
        let (told, tell) = AsyncStream.makeStream(of: Void.self)
        let load = Task {
            for await _ in told {}
            return try await loader.load(1, deadline: .farAway)
        }
        waiter.withLock { $0 = load }
        tell.finish()
        await #expect(throws: CancellationError.self) { try await load.value }
        for await _ in cancelled {}
    }
}
