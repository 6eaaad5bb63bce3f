import HTTPTypes
import Hummingbird
import Messages

extension Response {
    /// 200 with what the closure writes.
    static func json(
        capacity: Int = 2048, headers: consuming HTTPFields = [:], _ write: (inout JSONWriter) -> Void
    ) -> Response {
        headers[.contentType] = "application/json"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: JSONWriter.bytes(capacity: capacity, write)))
    }
}
