import Dispatch
import Glibc
import Testing

/// A plain blocking TCP connection to a gateway, to send what no client would.
final class RawClient: Sendable {
    private let descriptor: CInt

    /// - Parameter receiveBuffer: bytes that the peer can send before they are read; nil for what the system gives.
    init(port: Int, receiveBuffer: CInt? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(connected)
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    /// Sends, closes its half of the connection, and reads what comes; on a thread that may wait, as those of tasks may
    /// not.
    func exchange(_ text: String) async -> String {
        await onThread {
            self.send(text)
            shutdown(self.descriptor, CInt(SHUT_WR))
            return self.readToEnd()
        }
    }

    /// Sends a GET and reads its answer, which has a `Content-Length`; the connection stays open.
    ///
    /// - Returns: nil where the connection ended before the answer did.
    func get(_ target: String, _ fields: String...) async -> String? {
        await onThread {
            self.send("GET \(target) HTTP/1.1\r\nhost: x\r\n\(fields.map { "\($0)\r\n" }.joined())\r\n")
            return self.readAnswer()
        }
    }

    /// Everything until the peer closes the connection.
    func end() async -> String {
        await onThread { self.readToEnd() }
    }

    private func onThread<Result: Sendable>(_ body: @Sendable @escaping () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: body()) }
        }
    }

    func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private func readAnswer() -> String? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        var end: Int?
        while end.map({ bytes.count < $0 }) ?? true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            bytes += chunk.prefix(count)
            end = end ?? Self.end(of: bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where an answer ends; nil while its head is not whole.
    private static func end(of bytes: [UInt8]) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let head = text.firstRange(of: "\r\n\r\n") else { return nil }
        let length = text[..<head.lowerBound].firstMatch(of: /(?i)content-length: ([0-9]+)/)
        let start = text.utf8.distance(from: text.startIndex, to: head.upperBound)
        return start + (length.flatMap { Int($0.output.1) } ?? 0)
    }

    /// Everything until the peer closes the connection, or 20 s pass without a byte.
    private func readToEnd() -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        var count = read(descriptor, &chunk, chunk.count)
        while count > 0 {
            bytes += chunk.prefix(count)
            count = read(descriptor, &chunk, chunk.count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
