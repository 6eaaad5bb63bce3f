import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// A request that has arrived.
struct ReceivedRequest: Equatable, Sendable {
    let head: HTTPRequest
    /// Longer than a body may be where the client has sent more than that; how much more is not kept.
    var body = ByteBuffer()
    /// Whether the connection ends with its answer (RFC 9112, section 9.6). HTTP/1.0 keeps none open without a word, and
    /// here with none.
    let isLast: Bool
    /// Whether the client sends the body only when it is told to (RFC 9110, section 10.1.1).
    var expectsContinue = false
}

extension ReceivedRequest {
    /// - Throws: `HTTP1TypeConversionError` for a method that is no token.
    init(_ received: HTTPRequestHead) throws {
        isLast = !received.isKeepAlive || received.version != .http1_1
        expectsContinue =
            received.version == .http1_1 && received.headers.first(name: "expect")?.lowercased() == "100-continue"
        // Others are absolute URLs and the asterisk (RFC 9112, section 3.2), and looked at more closely.
        guard received.uri.hasPrefix("/") else {
            head = try HTTPRequest(received, secure: false, splitCookie: false)
            return
        }
        head = HTTPRequest(
            method: try HTTPRequest.Method(received.method), scheme: "http", authority: received.headers["host"].first,
            path: received.uri, headerFields: HTTPFields(received.headers, splitCookie: false))
    }
}
