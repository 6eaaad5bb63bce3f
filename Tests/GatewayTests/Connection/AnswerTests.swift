import HTTPTypes
import NIOCore
import Testing

@testable import Gateway

@Suite("Answers as bytes")
struct AnswerTests {
    private static let date = "Sun, 06 Nov 1994 08:49:37 GMT"

    private func text(
        _ status: HTTPResponse.Status, _ fields: HTTPFields = [:], _ body: String = "", isLast: Bool = false
    ) -> String {
        text(of: Answer(status, fields, ByteBuffer(string: body), date: Self.date, isLast: isLast))
    }

    private func text(of answer: Answer) -> String {
        String(buffer: answer.head) + String(buffer: answer.body)
    }

    @Test("An answer has its fields in their order and case, its length, the date and its body")
    func whole() throws {
        let name = try #require(HTTPField.Name("X-Mixed"))
        #expect(
            text(.ok, [.contentType: "application/json", name: "a, b"], "{}")
                == "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Mixed: a, b\r\nContent-Length: 2\r\n"
                + "Date: \(Self.date)\r\n\r\n{}")
    }

    @Test("An empty body has a length, and a length that is told already is not told again: HEAD tells GET's")
    func lengths() {
        #expect(text(.notFound).hasPrefix("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n"))
        #expect(
            text(.ok, [.contentLength: "17"])
                == "HTTP/1.1 200 OK\r\nContent-Length: 17\r\nDate: \(Self.date)\r\n\r\n")
    }

    @Test("Answers that have no body have no length", arguments: [HTTPResponse.Status.noContent, .notModified])
    func bodiless(status: HTTPResponse.Status) {
        #expect(
            text(status, [.contentLength: "0"])
                == "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\nDate: \(Self.date)\r\n\r\n")
    }

    @Test("The last answer of a connection tells so, once, whether that is known when it is made or when it is sent")
    func ends() {
        let made = text(.ok, [:], "body", isLast: true)
        #expect(made.hasSuffix("\r\nConnection: close\r\n\r\nbody"))
        for isLast in [true, false] {
            var answer = Answer(.ok, [:], ByteBuffer(string: "body"), date: Self.date, isLast: isLast)
            answer.tellEnd()
            answer.tellEnd()
            #expect(text(of: answer) == made)
        }
    }

    @Test("A short body is sent with its head, and a long one is not copied")
    func longBody() {
        for length in [16_384, 16_385] {
            let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: length)
            var answer = Answer(.ok, [:], body, date: Self.date, isLast: false)
            #expect(answer.body.readableBytes == (length > 16_384 ? length : 0))
            answer.tellEnd()
            #expect(text(of: answer).hasSuffix("\r\n\r\n" + String(buffer: body)))
        }
    }
}
