internal import NIOCore

/// A connection that asks for one document after another, before a load is made.
struct LoadClient: Sendable {
    /// The largest document.
    private static let bodyLimit = 8 << 20
    private static let timeout = TimeAmount.seconds(60)

    private let target: LoadTarget
    private let connection: NIOLoopBound<HTTPConnection>

    fileprivate init(_ target: LoadTarget) async throws {
        self.target = target
        let loop = target.loop
        connection = try await loop.flatSubmit {
            target.connection(bodyLimit: Self.bodyLimit, closed: { _ in })
                .map { NIOLoopBound($0, eventLoop: loop) }.nonisolated()
        }.get()
    }

    /// Asks for a document.
    ///
    /// - Throws: ``BenchFailure/badAnswer(path:reason:)``
    func json(_ path: String) async throws -> JSONValue {
        let answer: HTTPAnswer
        do {
            answer = try await get(path)
        } catch {
            throw BenchFailure.badAnswer(path: path, reason: "\(error)")
        }
        guard answer.status == 200 else { throw BenchFailure.badAnswer(path: path, reason: "status \(answer.status)") }
        do {
            return try JSONParser.parse(Array(answer.body.readableBytesView))
        } catch {
            throw BenchFailure.badAnswer(path: path, reason: error.reason)
        }
    }

    func close() {
        target.loop.execute { connection.value.close() }
    }

    private func get(_ path: String) async throws -> HTTPAnswer {
        let (target, connection) = (target, connection)
        return try await target.loop.flatSubmit {
            let promise = target.loop.makePromise(of: HTTPAnswer.self)
            connection.value.send(target.head(path)) { promise.completeWith($0.mapError { $0 as any Error }) }
            let serial = connection.value.serial
            let timeout = target.loop.assumeIsolated().scheduleTask(in: Self.timeout) {
                connection.value.abandon(serial: serial)
            }
            promise.futureResult.assumeIsolated().whenComplete { _ in timeout.cancel() }
            return promise.futureResult
        }.get()
    }
}

extension LoadTarget {
    /// - Throws: ``BenchFailure/unreachable(address:reason:)``
    func connect() async throws -> LoadClient {
        do {
            return try await LoadClient(self)
        } catch {
            throw BenchFailure.unreachable(address: name, reason: "\(error)")
        }
    }
}
