import Testing

@testable import Gateway

@Suite("Requests that a near cache may answer")
struct NearCacheRequestTests {
    private func request(_ target: String = "/a?b=c", _ fields: [(String, String)] = []) -> NearCacheRequest? {
        NearCacheRequest(target: target, fields: fields.map { (name: $0.0, value: $0.1) })
    }

    @Test("What a browser, a program or a proxy sends with a public GET is no obstacle")
    func allowed() throws {
        let found = try #require(
            request(
                "/a?b=c",
                [
                    ("Host", "x"), ("User-Agent", "y"), ("Accept", "*/*"), ("Accept-Encoding", "gzip, br"),
                    ("Connection", "Keep-Alive"), ("If-None-Match", "\"1\""), ("X-Forwarded-For", "192.0.2.1"),
                    ("traceparent", "00-1-1-01"), ("Accept-Language", "de"),
                ]))
        #expect(found.target == "/a?b=c")
        #expect(found.acceptEncoding == "gzip, br")
        #expect(found.ifNoneMatch == .tags([EntityTag(text: "1")]))
    }

    @Test(
        "Who says who he is, or asks for something special, is passed on",
        arguments: [
            ("Authorization", "Bearer x"), ("Cookie", "a=b"), ("Origin", "https://example.org"), ("RANGE", "bytes=0-1"),
            ("Cache-Control", "no-cache"), ("pragma", "no-cache"), ("If-Match", "\"1\""), ("If-Range", "\"1\""),
            ("Request-Timeout", "1"), ("Content-Length", "3"), ("Transfer-Encoding", "chunked"),
            ("Expect", "100-continue"), ("Connection", "close"), ("Upgrade", "h2c"),
            ("If-None-Match", "unreadable"), ("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ])
    func excluded(name: String, value: String) {
        #expect(request("/a", [("Host", "x"), (name, value)]) == nil)
    }

    @Test("A field that comes twice, where that could mean two things, is passed on")
    func repeated() {
        #expect(request("/a", [("accept-encoding", "gzip"), ("Accept-Encoding", "identity")]) == nil)
        #expect(request("/a", [("if-none-match", "\"1\""), ("If-None-Match", "\"2\"")]) == nil)
    }

    @Test("Only a path is a target here", arguments: ["http://example.org/a", "*", "", "example.org:80"])
    func targets(target: String) {
        #expect(request(target) == nil)
    }
}
