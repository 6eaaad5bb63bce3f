import HTTPTypes
import Hummingbird
import NIOCore

/// When a request is answered in any case. The header `Request-Timeout` (seconds, fractions allowed) can lower it.
struct RequestDeadline {
    /// The most time that a request has.
    let timeout: TimeAmount
    /// The least time that a change has, as far as `timeout` allows. Nobody knows whether one that was given up was
    /// done: a client could have reads of any id go around the caches, though it may not change it.
    var shortestWrite = TimeAmount.seconds(1)

    /// - Throws: 400 for a header that can't be read.
    func of(_ request: Request, from started: NIODeadline) throws(Problem) -> NIODeadline {
        started + min(timeout, try requested(request) ?? timeout)
    }

    /// Until when the outcome of a write is waited for, by a request with this deadline.
    func ofWrite(_ deadline: NIODeadline, from started: NIODeadline) -> NIODeadline {
        max(deadline, started + min(timeout, shortestWrite))
    }

    private func requested(_ request: Request) throws(Problem) -> TimeAmount? {
        guard let name = HTTPField.Name.requestTimeout, let text = request.headers[name] else { return nil }
        guard let seconds = Double(text), seconds > 0, seconds <= 3600 else {
            throw .badHeader("Request-Timeout", "must be a number of seconds, above 0 and at most 3600")
        }
        return .nanoseconds(Int64(seconds * 1e9))
    }
}
