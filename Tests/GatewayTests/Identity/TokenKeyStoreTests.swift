import FoundationEssentials
import NIOCore
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(2))) struct TokenKeyStoreTests {
    private let old = IssuerKey.es256("old")
    private let new = IssuerKey.es256("new")

    @Test("What can't be fetched leaves the last keys in use")
    func lastGood() async throws {
        let issuer = TestIssuer([old])
        let keys = issuer.keyStore()
        #expect(keys.current == nil)
        try await keys.refresh()
        for error in [TokenKeysError.unreachable, .status(500)] {
            issuer.fail(with: error)
            await #expect(throws: error) { try await keys.refresh() }
            #expect(keys.current?.generation == 1)
        }
        issuer.publish([])
        await #expect(throws: TokenKeysError.noUsableKey) { try await keys.refresh() }
        #expect(keys.current?.generation == 1)
        issuer.publish([old])
        try await keys.refresh()
        #expect(keys.current?.generation == 1)
        issuer.publish([old, new])
        try await keys.refresh()
        #expect(keys.current?.generation == 2)
    }

    @Test("Many who ask at once share one fetch, by the running store, and get the new keys")
    func shared() async throws {
        let issuer = TestIssuer([old])
        let keys = issuer.keyStore()
        let generations = await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<64 { group.addTask { await keys.refreshed(deadline: .generous)?.generation } }
            return await withTaskGroup(of: Void.self) { running in
                running.addTask { try? await keys.run() }
                defer { running.cancelAll() }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(generations == Array(repeating: 1, count: 64))
        #expect((1...2).contains(issuer.fetches))
    }

    @Test("Who asks while nobody fetches waits until the deadline and no longer")
    func deadline() async {
        let keys = TestIssuer([old]).keyStore()
        let current = await keys.refreshed(deadline: .now() + .milliseconds(20))
        #expect(current == nil)
    }

    @Test("A fetch that is asked for right after another is refused; during one it is joined")
    func schedule() {
        var schedule = RefreshSchedule(interval: .minutes(5))
        let start = NIODeadline.now()
        #expect(schedule.isDue(at: start))
        #expect(schedule.ask(at: start) == .start)
        #expect(!schedule.isDue(at: start))
        #expect(schedule.ask(at: start + .seconds(30)) == .join)
        schedule.end(at: start + .seconds(1), isSuccess: true)
        #expect(schedule.ask(at: start + .seconds(9)) == .refuse)
        #expect(!schedule.isDue(at: start + .seconds(300)))
        #expect(schedule.isDue(at: start + .seconds(301)))
        #expect(schedule.ask(at: start + .seconds(10)) == .start)
        schedule.end(at: start + .seconds(10), isSuccess: false)
        #expect(!schedule.isDue(at: start + .seconds(24)))
        #expect(schedule.isDue(at: start + .seconds(25)))
    }

    @Test("A short interval is that of failures, too")
    func shortInterval() {
        var schedule = RefreshSchedule(interval: .seconds(2))
        let start = NIODeadline.now()
        schedule.begin(at: start)
        schedule.end(at: start, isSuccess: false)
        #expect(schedule.isDue(at: start + .seconds(2)))
        #expect(schedule.tick == .seconds(2))
    }
}
