import Testing

@testable import Redis

@Suite("Redis URLs")
struct RedisEndpointTests {
    @Test("a TCP URL with everything")
    func full() throws {
        let endpoint = try RedisEndpoint(url: "redis://reader:p%40ss%2Fword@cache.example:6380/3")
        #expect(endpoint.address == .tcp(host: "cache.example", port: 6380))
        #expect(endpoint.user == "reader")
        #expect(endpoint.password == "p@ss/word")
        #expect(endpoint.database == 3)
    }

    @Test("defaults, IPv6 and passwords without a user")
    func defaults() throws {
        #expect(try RedisEndpoint(url: "redis://localhost").address == .tcp(host: "localhost", port: 6379))
        #expect(try RedisEndpoint(url: "REDIS://[::1]:7000/").address == .tcp(host: "::1", port: 7000))
        #expect(try RedisEndpoint(url: "redis://[::1]").address == .tcp(host: "::1", port: 6379))
        let endpoint = try RedisEndpoint(url: "redis://:a:b@localhost")
        #expect(endpoint.user == nil)
        #expect(endpoint.password == "a:b")
    }

    @Test("a unix socket")
    func unix() throws {
        #expect(try RedisEndpoint(url: "unix:///run/redis.sock").address == .unix(path: "/run/redis.sock"))
    }

    @Test("a unix socket's path is percent-encoded, and as long as the system allows when it is not")
    func encodedPath() throws {
        let endpoint = try RedisEndpoint(url: "unix:///my%20courses/100%25/redis+1.sock")
        #expect(endpoint.address == .unix(path: "/my courses/100%/redis+1.sock"))
        let long = try RedisEndpoint(url: "unix:///\(String(repeating: "%20", count: 106))")
        #expect(long.address == .unix(path: "/" + String(repeating: " ", count: 106)))
    }

    @Test(
        "what can't be used is named",
        arguments: [
            ("localhost:6379", "has no scheme"),
            ("rediss://localhost", "TLS"),
            ("http://localhost", "scheme other than"),
            ("redis://", "has no host"),
            ("redis://localhost:0", "port"),
            ("redis://localhost:x", "port"),
            ("redis://localhost/first", "database"),
            ("redis://localhost/1?timeout=5", "query"),
            ("redis://secret@localhost", "credentials"),
            ("redis://user:se%zzcret@localhost", "credentials"),
            ("unix://relative", "absolute"),
            ("unix:///100%/redis.sock", "percent-encoded"),
            ("unix:///redis%00.sock", "percent-encoded"),
            ("unix:///\(String(repeating: "a", count: 107))", "more than 107 bytes"),
        ])
    func unusable(url: String, problem: String) throws {
        let error = try #require(throws: RedisError.self) { try RedisEndpoint(url: url) }
        #expect(error.code == .configuration)
        #expect(error.message.contains(problem))
        #expect(!error.message.contains("secret"))
    }

    @Test("no description shows the credentials")
    func redaction() throws {
        let endpoint = try RedisEndpoint(url: "redis://someone:hidden@localhost:6380/3")
        var dumped = ""
        dump(endpoint, to: &dumped)
        dump(RedisConfiguration(endpoint: endpoint), to: &dumped)
        #expect(endpoint.description == "redis://***@localhost:6380/3")
        for text in [dumped, "\(endpoint)", String(reflecting: endpoint)] {
            #expect(!text.contains("hidden") && !text.contains("someone"))
        }
    }
}
