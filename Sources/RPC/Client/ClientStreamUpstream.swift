internal import NIOCore
import Synchronization

/// A stream on a connection, as its reader sees it.
final class ClientStreamUpstream: StreamUpstream {
    let method: MethodDescriptor
    private let connection: ClientConnection
    private let onEnd: ClientConnection.StreamObserver
    private let hasReceived = Atomic(false)
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

    /// A message arrived.
    func received() {
        if !hasReceived.load(ordering: .relaxed) { hasReceived.store(true, ordering: .relaxed) }
    }

    func ended(_ outcome: CallOutcome) {
        // Many streams go on for as long as their caller lets them: one that brought something does not fail by that.
        let isDeadline = outcome.failure?.code == .deadlineExceeded
        onEnd(connection, isDeadline && hasReceived.load(ordering: .relaxed) ? .reply(ByteBuffer()) : outcome)
    }
}
