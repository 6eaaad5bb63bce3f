import HTTPTypes
import Hummingbird
import Messages

extension Response {
    /// 200 with what the closure writes.
    static func json(
        capacity: Int = 2048, headers: consuming HTTPFields = [:], _ write: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        var json = JSONWriter(capacity: capacity)
        try write(&json)
        headers[.contentType] = "application/json"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: json.finish()))
    }
}
