import HTTPTypes
import NIOCore
import Testing

@testable import Gateway

@Suite("Answers that a near cache keeps")
struct NearCacheAnswerTests {
    private static let fields: HTTPFields = [
        .cacheControl: "public, max-age=5", .contentLength: "4", .eTag: "\"1\"", .contentType: "application/json",
        .vary: "Authorization, accept-encoding, Origin",
    ]
    private static let usage = RouteUsage(
        cost: 1, get: RouteSeries(method: "GET", route: "/"), head: RouteSeries(method: "HEAD", route: "/"))

    private func answer(
        _ status: HTTPResponse.Status = .ok, _ change: (inout HTTPFields) -> Void = { _ in }
    ) -> NearCacheAnswer? {
        var fields = Self.fields
        change(&fields)
        let head = HTTPResponse(status: status, headerFields: fields)
        return NearCacheAnswer(head, bodyLength: 4, route: Self.usage)
    }

    private func text(_ answer: NearCacheAnswer?, _ target: String = "/") throws -> String {
        var answer = try #require(answer)
        answer.append(ByteBuffer(string: "body"))
        let request = try #require(NearCacheRequest(target: target, fields: []))
        let stamp = NearCacheMessage.Stamp(age: 1, timeToLive: 0, second: 0)
        let hit = answer.hit(for: request, withBody: true, at: stamp, date: "Thu, 01 Jan 1970 00:00:00 GMT")
        return String(buffer: try #require(hit).bytes)
    }

    @Test("A public answer is kept with its fields, but for those of one request")
    func whole() throws {
        let name = try #require(HTTPField.Name("Cache-Status"))
        let limit = try #require(HTTPField.Name("RateLimit"))
        let policy = try #require(HTTPField.Name("RateLimit-Policy"))
        let text = try text(
            answer {
                $0[name] = "lyceum; hit"
                $0[.date] = "Sun, 06 Nov 1994 08:49:37 GMT"
                $0[limit] = "r=1"
                $0[policy] = "q=1"
            })
        #expect(
            text == """
                HTTP/1.1 200 OK\r
                Cache-Control: public, max-age=5\r
                Content-Length: 4\r
                ETag: "1"\r
                Content-Type: application/json\r
                Vary: Authorization, accept-encoding, Origin\r
                Cache-Status: lyceum; hit, lyceum-near; hit; ttl=0\r
                Age: 1\r
                Date: Thu, 01 Jan 1970 00:00:00 GMT\r
                \r
                body
                """)
    }

    @Test(
        "An answer that is not 200 is not kept",
        arguments: [.created, .partialContent, .notModified, .notFound] as [HTTPResponse.Status])
    func status(status: HTTPResponse.Status) {
        #expect(answer(status) == nil)
    }

    @Test(
        "An answer that is somebody's, or a part, or of unknown length, or depends on more than the key, is not kept",
        arguments: [
            (.cacheControl, "private, no-cache"), (.cacheControl, "no-store"), (.cacheControl, nil),
            (.setCookie, "a=b"), (.contentRange, "bytes 0-1/4"), (.contentLength, nil), (.contentLength, "5"),
            (.eTag, nil), (.vary, "Accept-Language"), (.vary, "*"),
        ] as [(HTTPField.Name, String?)])
    func excluded(name: HTTPField.Name, value: String?) {
        let isKept = answer { $0[name] = value } != nil
        #expect(!isKept)
    }
}
