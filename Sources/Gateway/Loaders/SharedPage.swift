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
    /// - Parameter isForAll: whether all who share the page and say so write the same; then all get what the first of them has
    ///   written. Who comes meanwhile writes it, too, as to wait would hold up a thread.
    func json(isForAll: Bool, capacity: Int, _ write: (inout JSONWriter) -> Void) -> ByteBuffer {
        guard isForAll else { return JSONWriter.bytes(capacity: capacity, write) }
        if let written = written.withLock({ $0 }) { return written }
        let json = JSONWriter.bytes(capacity: capacity, write)
        return written.withLock { written in
            if let written { return written }
            written = json
            return json
        }
    }
}
