import HTTPTypes
import Hummingbird
import Messages
import NIOCore

extension Response {
    /// 200 with what the closure writes.
    static func json(
        capacity: Int = 2048, headers: HTTPFields = [:], _ write: (inout JSONWriter) -> Void
    ) -> Response {
        .json(JSONWriter.bytes(capacity: capacity, write), headers: headers)
    }

    /// 200 with what is JSON already.
    static func json(_ body: ByteBuffer, headers: consuming HTTPFields = [:]) -> Response {
        headers[.contentType] = "application/json"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
    }
}
