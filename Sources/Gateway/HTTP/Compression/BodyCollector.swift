import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Takes what a response's body writes.
final class BodyCollector: ResponseBodyWriter, Sendable {
    private let collected: Mutex<ByteBuffer>

    init(capacity: Int) {
        collected = Mutex(ByteBufferAllocator().buffer(capacity: capacity))
    }

    var bytes: ByteBuffer { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) {
        collected.withLock { _ = $0.writeImmutableBuffer(buffer) }
    }

    func finish(_ trailingHeaders: HTTPFields?) {}
}
