/// Holds back those who come until it is opened, and tells when the first has come.
final class Gate: Sendable {
    private let arrivals: AsyncStream<Void>
    private let arrival: AsyncStream<Void>.Continuation
    private let opening: AsyncStream<Void>
    private let opener: AsyncStream<Void>.Continuation

    init() {
        (arrivals, arrival) = AsyncStream.makeStream()
        (opening, opener) = AsyncStream.makeStream()
    }

    /// Waits until the gate is open.
    func pass() async {
        arrival.yield()
        for await _ in opening {}
    }

    /// Waits until somebody waits.
    func arrived() async {
        for await _ in arrivals { return }
    }

    func open() {
        opener.finish()
    }
}
