import Synchronization

/// A stream on a connection, as its reader sees it.
final class ClientStreamUpstream: StreamUpstream {
    private let connection: ClientConnection
    /// 0 until the stream has its id, before which nothing can be read.
    private let streamID = Atomic<UInt32>(0)

    init(connection: ClientConnection) {
        self.connection = connection
    }

    func bind(_ id: UInt32) {
        streamID.store(id, ordering: .sequentiallyConsistent)
    }

    func grant(_ byteCount: Int) {
        connection.grant(byteCount, on: streamID.load(ordering: .sequentiallyConsistent))
    }

    func cancel() {
        connection.cancel(streamID.load(ordering: .sequentiallyConsistent))
    }
}
