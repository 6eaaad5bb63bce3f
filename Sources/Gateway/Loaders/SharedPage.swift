import Messages
import NIOCore
import Synchronization

/// A page as those have it who asked for it while it was under way: what all of them show is written once.
final class SharedPage<Page: Message>: Sendable {
    let page: Page
    private let written = Mutex<ByteBuffer?>(nil)

    init(_ page: Page) {
        self.page = page
    }

    /// What the closure writes.
    ///
    /// - Parameter isForAll: whether it is what all write who say so: it is written by the first of them, and by those who
    ///   come meanwhile, as to wait for him would hold up a thread.
    func json(isForAll: Bool, capacity: Int, _ write: (inout JSONWriter) -> Void) -> ByteBuffer {
        guard isForAll else { return JSONWriter.bytes(capacity: capacity, write) }
        if let written = written.withLock({ $0 }) { return written }
        let json = JSONWriter.bytes(capacity: capacity, write)
        written.withLock { $0 = json }
        return json
    }
}
