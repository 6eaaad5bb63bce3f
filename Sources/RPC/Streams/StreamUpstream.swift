/// Where a stream's messages come from, as their reader sees it.
protocol StreamUpstream: Sendable {
    /// So many bytes of messages were read: as many more may be sent.
    func grant(_ byteCount: Int)
    /// Nobody reads any more: the handler is to be cancelled.
    func cancel()
}
