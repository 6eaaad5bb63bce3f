import Testing

@testable import Gateway

@Suite struct NearCacheContentsTests {
    private let start = ContinuousClock.now
    private var contents = NearCacheContents<String>(limit: 800, timeToLive: .seconds(2))

    private func key(_ target: String, contentCoding: String? = nil) -> NearCacheKey {
        NearCacheKey(target: target, contentCoding: contentCoding)
    }

    @Test("An answer is served until its time is over, and not at that moment")
    mutating func expiry() {
        contents.store("a", for: key("/a"), bytes: 10, epoch: 0, at: start)
        #expect(contents.entry(for: key("/a"), at: start + .milliseconds(1_999))?.answer == "a")
        #expect(contents.entry(for: key("/a"), at: start + .seconds(2)) == nil)
    }

    @Test("What has expired is freed by the next answer")
    mutating func expiredBytes() {
        contents.store("a", for: key("/a"), bytes: 10, epoch: 0, at: start)
        contents.store("b", for: key("/b"), bytes: 20, epoch: 0, at: start + .seconds(2))
        #expect(contents.count == 1)
        #expect(contents.bytes == 20)
    }

    @Test("Over the limit, the oldest answers go")
    mutating func eviction() {
        for index in 0..<1_000 {
            let kept = contents.store("\(index)", for: key("/\(index)"), bytes: 100, epoch: 0, at: start)
            #expect(kept)
            #expect(contents.bytes <= 800)
        }
        #expect(contents.count == 8)
        #expect(contents.entry(for: key("/991"), at: start) == nil)
        for index in 992..<1_000 {
            #expect(contents.entry(for: key("/\(index)"), at: start)?.answer == "\(index)")
        }
    }

    @Test("An answer over an eighth of the limit is not kept, and drives nothing out")
    mutating func tooLarge() {
        contents.store("a", for: key("/a"), bytes: 100, epoch: 0, at: start)
        let kept = contents.store("b", for: key("/b"), bytes: 101, epoch: 0, at: start)
        #expect(!kept)
        #expect(contents.entry(for: key("/a"), at: start) != nil)
    }

    @Test("A limit of zero keeps nothing")
    func off() {
        var contents = NearCacheContents<String>(limit: 0, timeToLive: .seconds(2))
        let kept = contents.store("a", for: key("/a"), bytes: 1, epoch: 0, at: start)
        #expect(!kept)
    }

    @Test("An answer stored again replaces the first and lives its whole time")
    mutating func replacement() {
        contents.store("old", for: key("/a"), bytes: 10, epoch: 0, at: start)
        contents.store("new", for: key("/a"), bytes: 30, epoch: 0, at: start + .seconds(1))
        contents.store("b", for: key("/b"), bytes: 5, epoch: 0, at: start + .milliseconds(2_500))
        #expect(contents.entry(for: key("/a"), at: start + .milliseconds(2_500))?.answer == "new")
        #expect(contents.bytes == 35)
    }

    @Test("An invalidation drops what lies below its path, and nothing else")
    mutating func invalidation() {
        for target in ["/a", "/a/b", "/a?c=1", "/ab", "/"] {
            contents.store(target, for: key(target), bytes: 10, epoch: 0, at: start)
        }
        contents.invalidate(below: "/a")
        #expect(contents.count == 2)
        #expect(contents.bytes == 20)
        #expect(contents.entry(for: key("/ab"), at: start) != nil)
        #expect(contents.entry(for: key("/"), at: start) != nil)
    }

    @Test("An answer whose data was read before an invalidation is not kept")
    mutating func voidedFill() {
        let epoch = contents.epoch
        contents.invalidate(below: "/a")
        let keptStale = contents.store("stale", for: key("/a"), bytes: 10, epoch: epoch, at: start)
        #expect(!keptStale)
        let keptFresh = contents.store("fresh", for: key("/a"), bytes: 10, epoch: contents.epoch, at: start)
        #expect(keptFresh)
    }

    @Test("Content codings are apart")
    mutating func contentCodings() {
        contents.store("gzip", for: key("/a", contentCoding: "gzip"), bytes: 10, epoch: 0, at: start)
        #expect(contents.entry(for: key("/a"), at: start) == nil)
    }

    @Test(
        "The order of parameters makes no difference, unless they have one name",
        arguments: [
            ("/a?y=2&x=1", "/a?x=1&y=2", true), ("/a?x=2&x=1", "/a?x=1&x=2", false), ("/a?x=1", "/a?x=2", false),
            ("/a?x=1&&y=2", "/a?x=1&y=2", true), ("/a?", "/a", false), ("/a&b?x", "/a&b?x", true),
        ])
    func parameters(left: String, right: String, equal: Bool) {
        #expect((key(left) == key(right)) == equal)
    }
}
