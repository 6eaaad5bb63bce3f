import NIOHTTP1

extension HTTPRequestHead {
    /// For which host the request is; nil where HTTP/1.0 does not tell.
    ///
    /// - Throws: 400 where HTTP/1.1 does not tell, and where there are several (RFC 9112, section 3.2).
    func host() throws(Problem) -> String? {
        var host: String?
        for (name, value) in headers where name.isSameField(as: "host") {
            guard host == nil else { throw .badHost }
            host = value
        }
        guard host != nil || version != .http1_1 else { throw .badHost }
        return host
    }
}
