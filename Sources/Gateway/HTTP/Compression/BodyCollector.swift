import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Takes what a response's body writes. A body of one buffer is not copied.
final class BodyCollector: ResponseBodyWriter, Sendable {
    private let collected = Mutex(ByteBuffer())

    /// All of a body.
    ///
    /// - Throws: what its writer does.
    static func bytes(of body: consuming ResponseBody) async throws -> ByteBuffer {
        let collector = BodyCollector()
        try await body.write(collector)
        return collector.collected.withLock { $0 }
    }

    func write(_ buffer: ByteBuffer) {
        collected.withLock { collected in
            if collected.readableBytes == 0 { collected = buffer } else { collected.writeImmutableBuffer(buffer) }
        }
    }

    func finish(_ trailingHeaders: HTTPFields?) {}
}
