import HTTPTypes
import NIOCore

/// Writes the head of an answer (RFC 9112, sections 4 and 5). What makes fields has checked what goes into them.
extension ByteBuffer {
    mutating func writeStatusLine(_ status: HTTPResponse.Status) {
        writeStaticString("HTTP/1.1 ")
        writeString(String(status.code))
        writeStaticString(" ")
        writeString(status.reasonPhrase)
        writeStaticString("\r\n")
    }

    mutating func writeFields(_ fields: some Sequence<HTTPField>) {
        for field in fields { writeField(field.name.rawName, field.value) }
    }

    mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }
}
