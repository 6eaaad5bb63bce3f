import Testing

@testable import Gateway

@Suite("Cache-Status")
struct CacheTallyTests {
    @Test(
        "The header tells what the cache did",
        arguments: [
            ([], nil),
            ([.hit, .hit], "lyceum; hit"),
            ([.miss], "lyceum; fwd=uri-miss; stored"),
            ([.hit, .miss, .miss], "lyceum; fwd=partial; stored; detail=\"1 of 3\""),
            ([.hit, .unavailable], "lyceum; fwd=miss; detail=unavailable"),
            ([.bypass], "lyceum; fwd=bypass"),
            ([.uncacheable], nil),
            ([.hit, .uncacheable], "lyceum; hit"),
        ] as [([CacheSource], String?)])
    func header(sources: [CacheSource], expected: String?) {
        var tally = CacheTally()
        for source in sources { tally.count(source) }
        #expect(tally.header == expected)
    }

    @Test("The account of a request sums up what the cache did for each kind of entity")
    func account() {
        let account = RequestAccount()
        #expect(account.cache.header == nil)
        account.record("course") { $0.count(.hit, .next(), askedAt: .now()) }
        account.record("creator") { $0.count(.miss, .next(), askedAt: .now()) }
        account.record("progress") { $0.count(.uncacheable, .next(), askedAt: .now()) }
        account.record("ListCourses") { $0.countCall() }
        #expect(account.cache.header == "lyceum; fwd=partial; stored; detail=\"1 of 2\"")
    }
}
