import NIOCore

extension Channel {
    /// Bytes that were written to it and that the system has not taken yet. To be asked on its event loop.
    var unsentBytes: Int { (try? syncOptions?.getOption(.bufferedWritableBytes)) ?? 0 }
}
