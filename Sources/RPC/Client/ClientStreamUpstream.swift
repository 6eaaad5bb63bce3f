import Synchronization

/// A stream on a connection, as its reader sees it.
final class ClientStreamUpstream: StreamUpstream {
    let method: MethodDescriptor
    private let connection: ClientConnection
    private let onEnd: ClientConnection.StreamObserver
    /// 0 until the stream has its id, before which nothing can be read.
    private let streamID = Atomic<UInt32>(0)

    init(
        _ method: MethodDescriptor, on connection: ClientConnection, onEnd: @escaping ClientConnection.StreamObserver
    ) {
        self.method = method
        self.connection = connection
        self.onEnd = onEnd
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

    /// A message arrived, so the endpoint works, even if the stream then goes on for longer than its caller wants it.
    func received() {
        connection.failures.succeeded()
    }

    func ended(_ outcome: CallOutcome) {
        onEnd(connection, outcome)
    }
}
