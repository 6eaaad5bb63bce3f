import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// What came back.
struct Answer {
    let status: Int
    let headers: HTTPHeaders
    let text: String

    /// The body as a JSON object; empty where it is none.
    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }
}

extension Stack {
    /// A GET of a path of the API, or of a whole URL.
    func get(_ path: String, headers: HTTPHeaders = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers)
    }

    func post(_ path: String, _ body: String, headers: HTTPHeaders = ["content-type": "application/json"]) async throws
        -> Answer
    {
        try await send("POST", path, headers: headers, body: body)
    }

    func send(
        _ method: String, _ path: String, headers: HTTPHeaders = [:], body: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: path.hasPrefix("http") ? path : url + path)
        request.method = HTTPMethod(rawValue: method)
        request.headers = headers
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let text = String(buffer: try await response.body.collect(upTo: 8 << 20))
        return Answer(status: Int(response.status.code), headers: response.headers, text: text)
    }
}
