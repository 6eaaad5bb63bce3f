import Glibc
import TestSupport
import Testing

@Suite("A gateway that stops", .stack(["LYCEUM_HTTP_DRAIN_GRACE": "60s", "LYCEUM_DRAIN_PERIOD": "60s"]))
struct GatewayDrainTests {
    private func stack() throws -> Stack { try #require(Stack.current) }

    @Test("A connection that is kept has each request answered, and the last answer tells that it is the last")
    func keptConnection() async throws {
        let stack = try stack()
        let socket = try RawConnection(port: stack.httpPort)
        var answer = try #require(socket.get("/api/v1/courses"))
        try stack.send(SIGTERM, to: .gateway)
        var answers = 0
        // Sent until the answer that ends the connection: after that one there is no other.
        while !answer.head.contains("Connection: close") {
            answer = try #require(socket.get("/api/v1/courses"), "after \(answers) answers")
            answers += 1
        }
        let rest = socket.readToEnd()
        #expect(rest.text == "")
        #expect(rest.isClosedByPeer)
    }
}
