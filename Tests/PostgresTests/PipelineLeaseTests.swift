import NIOCore
import Testing

@testable import Postgres

@Suite("Pipeline: a connection held by one caller")
struct PipelineLeaseTests {
    var harness = PipelineHarness()

    mutating func begin() throws {
        #expect(try harness.query(7, "begin", .lease) == ["prepare begin", "execute begin", "sync"])
        #expect(harness.receive(.succeeded, .ended, .succeeded, .ended, .synced(.open)) == ["succeed 7"])
    }

    mutating func end(_ end: Placement.LeaseEnd, status: Pipeline<TestRequest>.TransactionStatus) throws -> [String] {
        _ = try harness.query(9, "commit", .ending(lease: 7, connection: end))
        return harness.receive(.succeeded, .ended, .succeeded, .ended, .synced(status))
    }

    @Test("a lease takes the connection from the others until it ends")
    mutating func lease() throws {
        try begin()
        #expect(!harness.acceptsShared)
        #expect(!harness.machine.acceptsLease(now: harness.now))
        #expect(try harness.query(8, "a", .held(lease: 7)) == ["prepare a", "execute a", "sync"])
        #expect(harness.receive(.succeeded, .ended, .succeeded, .ended, .synced(.open)) == ["succeed 8"])
        #expect(try end(.shared, status: .idle) == ["succeed 9"])
        #expect(harness.acceptsShared)
    }

    @Test("a lease may begin behind the reads of others")
    mutating func behindReads() throws {
        _ = try harness.query(1)
        #expect(try harness.query(7, "begin", .lease) == ["sync", "prepare begin", "execute begin", "sync"])
        #expect(!harness.acceptsShared)
    }

    @Test("a connection that is still in a transaction is closed, and so is one that was only lent")
    mutating func closing() throws {
        try begin()
        #expect(try end(.shared, status: .open) == ["succeed 9", "give up"])
        harness = PipelineHarness()
        try begin()
        #expect(try end(.closed, status: .idle) == ["succeed 9", "retire"])
    }

    @Test("a lease whose first statement fails is none")
    mutating func beginFails() throws {
        _ = try harness.query(7, "begin", .lease)
        #expect(harness.receive(.succeeded, .ended, .refused("57014"), .ended, .synced(.idle)) == ["fail 7 server"])
        #expect(harness.acceptsShared)
    }

    @Test("a lease that nobody waits for any longer closes the connection")
    mutating func abandonedLease() throws {
        _ = try harness.query(7, "begin", .lease)
        #expect(harness.abandon(7) == [7])
        #expect(harness.receive(.succeeded, .ended, .succeeded) == ["give up"])
    }

    @Test("a stale plan fails a statement of a transaction, and is replaced in the next one")
    mutating func stalePlan() throws {
        try begin()
        _ = try harness.query(8, "a", .held(lease: 7))
        #expect(harness.receive(.succeeded, .ended, .refused("0A000"), .ended, .synced(.open)) == ["fail 8 server"])
        #expect(try end(.shared, status: .idle) == ["succeed 9"])
        #expect(try harness.query(10) == ["deallocate a", "prepare a", "execute a"])
    }

    @Test("a script leaves pipeline mode, ends with its last result, and the next statement enters it again")
    mutating func script() throws {
        try begin()
        #expect(try harness.send(8, .script("x"), .held(lease: 7)) == ["leave pipeline mode", "script x"])
        #expect(throws: PostgresError.self) { try harness.query(9, "a", .held(lease: 7)) }
        #expect(harness.receive(.succeeded, .succeeded) == [])
        #expect(harness.receive(.ended) == ["succeed 8"])
        #expect(try harness.send(10, .script("y"), .held(lease: 7)) == ["script y"])
        #expect(harness.receive(.succeeded, .refused("42601"), .ended) == ["fail 10 server"])
        #expect(
            try harness.query(11, "a", .held(lease: 7)) == ["enter pipeline mode", "prepare a", "execute a", "sync"])
    }

    @Test("a COPY takes data until it ends, and each piece succeeds when it is flushed")
    mutating func copy() throws {
        try begin()
        #expect(try harness.send(8, .copyStart("c"), .held(lease: 7)) == ["leave pipeline mode", "script c"])
        #expect(harness.receive(.copyReady) == ["succeed 8"])
        #expect(!harness.machine.expectsResult)
        #expect(throws: PostgresError.self) { try harness.query(9, "a", .held(lease: 7)) }
        #expect(try harness.send(10, .copyData(ByteBuffer(string: "abc")), .held(lease: 7)) == ["copy 3 bytes"])
        #expect(!harness.machine.expectsResult)
        #expect(harness.receive(.flushed) == ["succeed 10"])
        #expect(try harness.send(11, .copyEnd(failure: nil), .held(lease: 7)) == ["end copy"])
        #expect(harness.receive(.succeeded) == ["succeed 11"])
        #expect(harness.machine.expectsResult)
        #expect(harness.receive(.ended) == [])
        #expect(
            try harness.query(12, "a", .held(lease: 7)) == ["enter pipeline mode", "prepare a", "execute a", "sync"])
    }

    @Test("data without a COPY, and a COPY over other work, are refused")
    mutating func misuse() throws {
        try begin()
        #expect(throws: PostgresError.self) { try harness.send(8, .copyData(ByteBuffer()), .held(lease: 7)) }
        _ = try harness.query(9, "a", .held(lease: 7))
        #expect(throws: PostgresError.self) { try harness.send(10, .copyStart("c"), .held(lease: 7)) }
    }

    @Test("a COPY can be ended although its last piece is still being sent")
    mutating func abortedCopy() throws {
        try begin()
        _ = try harness.send(8, .copyStart("c"), .held(lease: 7))
        _ = harness.receive(.copyReady)
        _ = try harness.send(9, .copyData(ByteBuffer(string: "abc")), .held(lease: 7))
        #expect(harness.abandon(9) == [9])
        #expect(try harness.send(10, .copyEnd(failure: "no"), .held(lease: 7)) == ["abort copy"])
        #expect(harness.receive(.flushed, .refused("57014"), .ended) == ["fail 10 server"])
    }

    @Test("what is no COPY closes the connection, which fails the call")
    mutating func noCopy() throws {
        try begin()
        _ = try harness.send(8, .copyStart("SELECT 1"), .held(lease: 7))
        #expect(harness.receive(.succeeded) == ["give up"])
        #expect(harness.disconnect(isLost: true) == ["fail 8 unavailable, outcome unknown"])
    }
}
