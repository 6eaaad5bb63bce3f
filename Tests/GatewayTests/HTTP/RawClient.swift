import Dispatch
import Glibc
import Testing

/// A plain blocking TCP connection to a gateway, to send what no client would.
final class RawClient: Sendable {
    private let descriptor: CInt

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
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.send(text)
                shutdown(self.descriptor, CInt(SHUT_WR))
                continuation.resume(returning: self.readToEnd())
            }
        }
    }

    private func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
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
