import HTTPTypes
import Hummingbird
import Messages

extension Request {
    /// 200 with what the closure writes; or 304 and nothing where the client has this state (`If-None-Match`).
    ///
    /// - Parameter tag: nil where a part of the answer is missing: nobody may keep it then.
    func json(
        _ tag: EntityTag?, capacity: Int = 1024, headers: HTTPFields = [:],
        _ write: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        var headers = headers
        guard let tag else {
            headers[.cacheControl] = "no-store"
            return try .json(capacity: capacity, headers: headers, write)
        }
        if let known = known(tag) {
            headers[.eTag] = known.description
            return Response(status: .notModified, headers: headers)
        }
        headers[.eTag] = tag.description
        return try .json(capacity: capacity, headers: headers, write)
    }

    /// The tag by which the client knows the state, which may be that of an encoded answer; nil where it doesn't know it.
    ///
    /// A header that can't be read is left out: the answer is then whole, which is right too.
    private func known(_ tag: EntityTag) -> EntityTag? {
        guard let header = headers[.ifNoneMatch] else { return nil }
        switch EntityTagCondition(header) {
        case nil: return nil
        case .any: return tag
        case .tags(let tags):
            guard let match = tags.first(where: { $0.decoded.matchesWeakly(tag) }) else { return nil }
            return match.text == tag.text ? tag : tag.gzipped
        }
    }
}
