import NIOCore
import Testing

@testable import Loader

@Suite("Where a loader's keys are")
struct BatchSchedulerTests {
    private var scheduler: BatchScheduler<Int>
    private let now = NIODeadline.now()
    private var lastWaiter: UInt64 = 0
    private var lastCall: UInt64 = 0

    init() throws {
        scheduler = BatchScheduler(configuration: try LoaderConfiguration(name: "probe", slots: 16))
    }

    private mutating func place(_ key: Int) -> BatchScheduler<Int>.Placement {
        lastWaiter += 1
        let request = LoaderRequest(waiter: WaiterID(rawValue: lastWaiter), deadline: now + .seconds(1))
        return scheduler.place(key, slot: 0, for: request, at: now).0
    }

    private mutating func send() throws -> BatchID {
        let starts = scheduler.startCall(at: now)
        #expect(starts)
        lastCall += 1
        let call = CallID(rawValue: lastCall)
        return try #require(scheduler.begin(call, at: now) { _ in now + .seconds(1) }).batch
    }

    private mutating func end(_ id: BatchID) throws {
        let batch = scheduler.end(id)
        try #require(batch != nil)
    }

    @Test("Places of keys that are over don't pile up, however many there have been")
    mutating func places() throws {
        for key in 0..<50_000 {
            #expect(place(key) == .added)
            try end(send())
        }
        #expect(scheduler.travellingKeys == 0)
        #expect(scheduler.places.capacity < 100)
    }

    @Test("A key is found as long as it travels, whatever comes and goes beside it")
    mutating func travelling() throws {
        #expect(place(-1) == .added)
        let sent = try send()
        #expect(place(-2) == .added)
        for key in 0..<10_000 {
            #expect(place(-1) == .joined)
            #expect(place(-2) == .deduplicated)
            #expect(place(key) == .added)
            // The batch of key -2 is sent with it: it waits anew in the next.
            let batch = try send()
            #expect(place(-2) == .joined)
            try end(batch)
            #expect(place(-2) == .added)
        }
        try end(sent)
        #expect(place(-1) == .added)
        #expect(scheduler.places.capacity < 100)
    }

    @Test("After many keys at once there is room for few again")
    mutating func peak() throws {
        #expect(place(-1) == .added)
        let sent = try send()
        for key in 0..<20_000 { _ = place(key) }
        while !scheduler.queue.isEmpty { try end(send()) }
        for key in 0..<100_000 {
            _ = place(key)
            try end(send())
        }
        #expect(place(-1) == .joined)
        #expect(scheduler.places.capacity < 100)
        try end(sent)
        #expect(scheduler.places.isEmpty)
    }

    @Test("A key whose batch was given up is added anew")
    mutating func givenUp() throws {
        #expect(place(1) == .added)
        let sent = try send()
        let cancelled = scheduler.leave(sent)
        #expect(cancelled != nil, "nobody waits for it any more")
        #expect(scheduler.travellingKeys == 0)
        #expect(place(1) == .added)
        try end(sent)
        #expect(scheduler.travellingKeys == 1)
    }

    @Test("A key that was dropped before its batch was sent is added anew, and those behind it are found")
    mutating func dropped() throws {
        #expect(place(1) == .added)
        #expect(place(2) == .added)
        let patient = lastWaiter
        let batch = try #require(scheduler.queue.newest(for: WaiterID(rawValue: 0))?.id)
        let cancelled = scheduler.leave(batch)
        #expect(cancelled == nil, "it has not been sent")
        let starts = scheduler.startCall(at: now)
        #expect(starts)
        let dispatch = scheduler.begin(CallID(rawValue: 1), at: now) { [now] waiter in
            waiter.rawValue == patient ? now + .seconds(1) : nil
        }
        #expect(dispatch?.keys == [2])
        #expect(scheduler.travellingKeys == 1)
        #expect(place(1) == .added)
        #expect(place(2) == .joined)
    }
}
