internal import Glibc
internal import NIOCore

extension Channel {
    /// Waits until a listener has accepted those who wait for it, or for a tenth of a second if there are ever more.
    ///
    /// The system answers whoever connects, before the listener knows of it, and a client may have made calls already:
    /// closing the listener would reset the connection, and nobody could tell whether these calls had run.
    func acceptWaiting(on loops: any EventLoopGroup) async {
        for _ in 0..<100 {
            let isWaitedFor = eventLoop.submit { try self.hasWaitingConnection() }
            guard (try? await isWaitedFor.get()) == true else { break }
            await eventLoop.turn()
        }
        // What was accepted is set up on its own loop and then, if the listener is still open, on the listener's.
        for loop in loops.makeIterator() { await loop.turn() }
        await eventLoop.turn()
    }

    /// Called on the event loop.
    private func hasWaitingConnection() throws -> Bool {
        try pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { socket in
            var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            return poll(&entry, 1, 0) > 0
        } ?? false
    }
}
