import Glibc

/// A plain blocking TCP connection to this machine, to send what no client would.
final class RawSocket {
    private let descriptor: CInt
    /// Whether ``readToEnd()`` saw the end, and not just the end of its patience of 20 s.
    private(set) var isClosedByPeer = false
    /// The head of the last answer to ``get(_:)``.
    private(set) var lastHead = ""

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { throw StackError("connect: errno \(errno)") }
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    func send(_ bytes: [UInt8]) {
        _ = Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL))
    }

    /// Everything until the peer closes the connection, or resets it.
    func readToEnd() -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        var count = read(descriptor, &chunk, chunk.count)
        while count > 0 {
            bytes += chunk.prefix(count)
            count = read(descriptor, &chunk, chunk.count)
        }
        isClosedByPeer = count == 0 || errno == ECONNRESET
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A GET on a connection that stays open: the body of an answer with a Content-Length, or nil.
    func get(_ path: String) -> String? {
        send(Array("GET \(path) HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".utf8))
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        var end: Int?
        while end == nil || bytes.count < end ?? 0 {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            bytes += chunk.prefix(count)
            end = end ?? Self.end(of: bytes)
        }
        guard let end, let head = Self.headLength(of: bytes) else { return nil }
        lastHead = String(decoding: bytes[..<head], as: UTF8.self)
        return String(decoding: bytes[head..<end], as: UTF8.self)
    }

    /// Where the answer ends, once its head is there.
    private static func end(of bytes: [UInt8]) -> Int? {
        guard let head = headLength(of: bytes) else { return nil }
        let lines = String(decoding: bytes.prefix(head), as: UTF8.self).lowercased().split(separator: "\r\n")
        let length = lines.first { $0.hasPrefix("content-length:") }?.split(separator: " ").last.flatMap { Int($0) }
        return length.map { head + $0 }
    }

    private static func headLength(of bytes: [UInt8]) -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        return bytes.indices.dropLast(3).first { bytes[$0] == mark[0] && bytes[$0..<($0 + 4)].elementsEqual(mark) }
            .map { $0 + 4 }
    }
}
