internal import NIOCore

/// Keeps a number of connections open, on one event loop.
final class ConnectionSet {
    private static let mostConnecting = 64
    private static let retryDelay = TimeAmount.milliseconds(200)

    private let target: LoadTarget
    private let size: Int
    private let opened: (HTTPConnection) -> Void
    private let failed: () -> Void
    private var open: [ObjectIdentifier: HTTPConnection] = [:]
    private var connecting = 0
    private var isClosed = false
    private var waitsForRetry = false

    /// - Parameters:
    ///   - opened: takes each new connection.
    ///   - failed: is told of each that could not be made; another attempt follows.
    init(_ target: LoadTarget, size: Int, opened: @escaping (HTTPConnection) -> Void, failed: @escaping () -> Void) {
        self.target = target
        self.size = size
        self.opened = opened
        self.failed = failed
        open.reserveCapacity(size)
    }

    var count: Int { open.count }

    var isComplete: Bool { open.count == size }

    /// Connects as often as connections are missing.
    func fill() {
        while !isClosed, !waitsForRetry, connecting < Self.mostConnecting, open.count + connecting < size {
            connecting += 1
            target.connection(bodyLimit: 0, closed: { [self] in lost($0) })
                .whenComplete { [self] in connected($0) }
        }
    }

    func close() {
        isClosed = true
        for connection in open.values { connection.close() }
    }

    private func connected(_ result: Result<HTTPConnection, any Error>) {
        connecting -= 1
        switch result {
        case .success(let connection) where isClosed:
            connection.close()
        case .success(let connection) where connection.isOpen:
            open[ObjectIdentifier(connection)] = connection
            opened(connection)
            fill()
        case .success, .failure:
            if !isClosed { failed() }
            retryLater()
        }
    }

    private func lost(_ connection: HTTPConnection) {
        guard open.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        fill()
    }

    private func retryLater() {
        guard !waitsForRetry else { return }
        waitsForRetry = true
        target.loop.assumeIsolated().scheduleTask(in: Self.retryDelay) { [self] in
            waitsForRetry = false
            fill()
        }
    }
}
