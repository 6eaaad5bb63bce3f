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
        ] as [([CacheSource], String?)])
    func header(sources: [CacheSource], expected: String?) {
        var tally = CacheTally()
        for source in sources { tally.count(source) }
        #expect(tally.header == expected)
    }
}
