import HTTPTypes
import Hummingbird
import Messages
import NIOCore

extension Request {
    /// 200 with what the closure writes; or 304 and nothing where the client has this state (`If-None-Match`). A header that
    /// can't be read is left out: the answer is then whole, which is right too.
    ///
    /// - Parameters:
    ///   - tag: nil where a part of the answer is missing, or is a caller's: nobody may keep it then.
    ///   - headers: may say more narrowly who may not.
    func json(
        _ tag: EntityTag?, capacity: Int = 2048, headers: HTTPFields = [:],
        _ write: (inout JSONWriter) -> Void
    ) -> Response {
        json(tag, headers: headers) { JSONWriter.bytes(capacity: capacity, write) }
    }

    /// The same with the JSON that the closure returns.
    func json(_ tag: EntityTag?, headers: HTTPFields, body: () -> ByteBuffer) -> Response {
        var headers = headers
        guard let tag else {
            headers[.cacheControl] = headers[.cacheControl] ?? "no-store"
            return .json(body(), headers: headers)
        }
        if let notModified = notModified(tag, headers: headers) { return notModified }
        headers.reserveCapacity(12)
        headers[.eTag] = tag.description
        return .json(body(), headers: headers)
    }

    /// Refuses to show another state than the one that the client wants (`If-Match`), whatever else it asks
    /// (RFC 9110, section 13.2.2).
    ///
    /// - Throws: 412, or 400 for a header that can't be read.
    func verifyMatch(_ response: Response) throws(Problem) {
        guard let header = headers[.ifMatch], response.status == .ok || response.status == .notModified else { return }
        guard let condition = EntityTagCondition(header) else { throw .badIfMatch }
        guard condition.permits(response.headers[.eTag].flatMap(EntityTag.init(header:))) else {
            throw .preconditionFailed
        }
    }

    /// 304 where the client has this state; nil where it has not.
    func notModified(_ tag: EntityTag, headers: HTTPFields = [:]) -> Response? {
        guard let known = self.headers[.ifNoneMatch].flatMap(EntityTagCondition.init)?.known(tag) else { return nil }
        var headers = headers
        headers[.eTag] = known.description
        return Response(status: .notModified, headers: headers)
    }
}
