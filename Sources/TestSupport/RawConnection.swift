import Glibc

/// A plain blocking TCP connection to this machine, to send what no client would. Reading ends after 20 s without a byte.
public final class RawConnection: Sendable {
    /// An answer of HTTP/1.
    public struct Answer: Sendable {
        /// The lines before the body, with the empty one behind them.
        public let head: String
        /// As many bytes as the head announces.
        public let body: String
    }

    private let descriptor: CInt

    /// Connects.
    ///
    /// - Parameter receiveBuffer: bytes that the peer can send before they are read; nil for what the system gives.
    /// - Throws: `PrivateServerError` if nobody listens.
    public init(port: Int, receiveBuffer: CInt? = nil) throws(PrivateServerError) {
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
        guard connected else { throw PrivateServerError(message: "connect: errno \(errno)") }
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    /// Sends all of the text, unless the peer is gone.
    public func send(_ text: String) {
        send(Array(text.utf8))
    }

    /// Sends all bytes, unless the peer is gone.
    public func send(_ bytes: [UInt8]) {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Closes this half of the connection: the peer learns that nothing more is sent.
    public func endSending() {
        shutdown(descriptor, CInt(SHUT_WR))
    }

    /// Breaks the connection: the peer gets a reset.
    public func reset() {
        // Closing would give the descriptor back, which another connection might get.
        var nowhere = sockaddr()
        nowhere.sa_family = sa_family_t(AF_UNSPEC)
        connect(descriptor, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
    }

    /// Everything until the peer closes the connection or resets it, and whether it did.
    public func readToEnd() -> (text: String, isClosedByPeer: Bool) {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        var count = read(descriptor, &chunk, chunk.count)
        while count > 0 {
            bytes += chunk.prefix(count)
            count = read(descriptor, &chunk, chunk.count)
        }
        let isClosedByPeer = count == 0 || errno == ECONNRESET
        return (String(decoding: bytes, as: UTF8.self), isClosedByPeer)
    }

    /// Sends a GET, and reads its answer as ``answer(to:)`` does.
    public func get(_ target: String) -> Answer? {
        answer(to: "GET \(target) HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
    }

    /// Sends the text, and reads one answer to it by the `Content-Length`; the connection stays open.
    ///
    /// - Returns: nil where the connection ended before the answer did.
    public func answer(to text: String) -> Answer? {
        send(text)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        var places: (body: Int, end: Int)?
        while places.map({ bytes.count < $0.end }) ?? true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            bytes += chunk.prefix(count)
            places = places ?? Self.places(in: bytes)
        }
        guard let places else { return nil }
        return Answer(
            head: String(decoding: bytes[..<places.body], as: UTF8.self),
            body: String(decoding: bytes[places.body..<places.end], as: UTF8.self))
    }

    /// Where an answer's body begins and ends; nil while its head is not whole.
    private static func places(in bytes: [UInt8]) -> (body: Int, end: Int)? {
        let mark = Array("\r\n\r\n".utf8)
        let found = bytes.indices.dropLast(3).first { bytes[$0] == mark[0] && bytes[$0..<($0 + 4)].elementsEqual(mark) }
        guard let body = found.map({ $0 + mark.count }) else { return nil }
        let lines = String(decoding: bytes[..<body], as: UTF8.self).lowercased().split(separator: "\r\n")
        let length = lines.first { $0.hasPrefix("content-length:") }?.split(separator: " ").last.flatMap { Int($0) }
        return (body, body + (length ?? 0))
    }
}
