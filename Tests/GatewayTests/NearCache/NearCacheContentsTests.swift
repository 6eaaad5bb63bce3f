import NIOCore
import Testing

@testable import Gateway

@Suite("What a near cache holds")
struct NearCacheContentsTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private var contents = NearCacheContents<String>(limit: 800, timeToLive: .seconds(2))

    private func key(_ target: String, prefersGzip: Bool = false) -> NearCacheKey {
        NearCacheKey(target: target, prefersGzip: prefersGzip)
    }

    /// Stores an answer whose data was read that long after the start, in the epoch that is.
    @discardableResult
    private mutating func store(
        _ answer: String, _ target: String, weight: Int = 10, at offset: TimeAmount = .zero
    ) -> Int? {
        let now = start + offset
        return contents.store(
            answer, for: key(target), weight: weight, epoch: contents.epoch, readAt: now, at: now)
    }

    private mutating func answer(
        _ target: String, at offset: TimeAmount = .zero, canRefresh: Bool = false, prefersGzip: Bool = false
    ) -> String? {
        contents.withAnswer(
            for: key(target, prefersGzip: prefersGzip), at: start + offset, canRefresh: canRefresh
        ) { answer, _ in answer }
    }

    @Test("An answer is served until its time is over, and not at that moment")
    mutating func expiry() {
        store("a", "/a")
        #expect(answer("/a", at: .milliseconds(1_999)) == "a")
        #expect(answer("/a", at: .seconds(2)) == nil)
    }

    @Test("The time of an answer counts from before its data was read")
    mutating func age() {
        contents.store(
            "a", for: key("/a"), weight: 10, epoch: 0, readAt: start, at: start + .milliseconds(1_500))
        let age = contents.withAnswer(for: key("/a"), at: start + .milliseconds(1_600), canRefresh: false) { $1 }
        #expect(age == .milliseconds(1_600))
        #expect(answer("/a", at: .seconds(2)) == nil)
        let late = contents.store(
            "b", for: key("/b"), weight: 10, epoch: 0, readAt: start, at: start + .seconds(2))
        #expect(late == nil)
    }

    @Test("Near the end of an answer's time one request goes without, and its answer takes the place")
    mutating func refresh() {
        store("old", "/a")
        #expect(answer("/a", at: .milliseconds(1_499), canRefresh: true) == "old")
        #expect(answer("/a", at: .milliseconds(1_500), canRefresh: false) == "old")
        #expect(answer("/a", at: .milliseconds(1_500), canRefresh: true) == nil)
        #expect(answer("/a", at: .milliseconds(1_500), canRefresh: true) == "old")
        store("new", "/a", at: .milliseconds(1_600))
        #expect(answer("/a", at: .milliseconds(1_600), canRefresh: true) == "new")
        #expect(contents.bytes == 10)
    }

    @Test("What has expired is freed by the next answer")
    mutating func expiredBytes() {
        store("a", "/a")
        store("b", "/b", weight: 20, at: .seconds(2))
        #expect(contents.count == 1)
        #expect(contents.bytes == 20)
    }

    @Test("Over the limit the oldest answers go, and no others")
    mutating func eviction() {
        for index in 0..<1_000 {
            let evicted = store("\(index)", "/\(index)", weight: 100)
            #expect(evicted == (index < 8 ? 0 : 1))
            #expect(contents.bytes <= 800)
        }
        #expect(contents.count == 8)
        #expect(answer("/991") == nil)
        for index in 992..<1_000 {
            #expect(answer("/\(index)") == "\(index)")
        }
    }

    @Test("An answer over an eighth of the limit is not kept, and drives nothing out")
    mutating func tooLarge() {
        store("a", "/a", weight: 100)
        #expect(store("b", "/b", weight: 101) == nil)
        #expect(answer("/a") == "a")
        #expect(answer("/b") == nil)
    }

    @Test("An answer stored again replaces the first and lives its whole time")
    mutating func replacement() {
        store("old", "/a")
        store("new", "/a", weight: 30, at: .seconds(1))
        store("b", "/b", weight: 5, at: .milliseconds(2_500))
        #expect(answer("/a", at: .milliseconds(2_500)) == "new")
        #expect(contents.bytes == 35)
    }

    @Test("An invalidation makes all that is kept unusable; the next answer frees it")
    mutating func invalidation() {
        store("a", "/a")
        store("b", "/b")
        contents.invalidate()
        #expect(answer("/a") == nil)
        #expect(answer("/b") == nil)
        store("new", "/c", weight: 30)
        #expect(contents.count == 1)
        #expect(contents.bytes == 30)
        #expect(answer("/c") == "new")
    }

    @Test("An answer whose data was read before an invalidation is not kept")
    mutating func voidedFill() {
        let epoch = contents.epoch
        contents.invalidate()
        let kept = contents.store("stale", for: key("/a"), weight: 10, epoch: epoch, readAt: start, at: start)
        #expect(kept == nil)
        #expect(answer("/a") == nil)
        #expect(store("fresh", "/a") == 0)
    }

    @Test("Clients that take gzip are sent answers of their own; so is each target, to the letter")
    mutating func keys() {
        store("plain", "/a?x=1&y=2")
        #expect(answer("/a?x=1&y=2", prefersGzip: true) == nil)
        #expect(answer("/a?y=2&x=1") == nil)
        #expect(answer("/a?x=1&y=2") == "plain")
    }
}
