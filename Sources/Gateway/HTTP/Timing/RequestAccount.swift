import HTTPTypes
import NIOCore
import RPC
import Synchronization

/// What one request has asked of the backends, how long that took, and the trace that its own calls hand on.
///
/// It travels with the request's task, so that look-ups and calls count themselves wherever they are made. A batch runs in a
/// task that inherits nothing: what it asks is counted by those who wait for it.
final class RequestAccount: Sendable {
    @TaskLocal static var current: RequestAccount?

    /// The client's trace, as metadata of calls. It is here and no `ServiceContext`, which would be one more value that
    /// goes with each request's task.
    private let trace: Metadata
    private let tallies = Mutex<[(name: String, tally: BackendTally)]>([])

    /// - Parameter fields: the header fields of the request.
    init(_ fields: HTTPFields = [:]) {
        trace = Metadata(traceOf: fields)
    }

    /// The options of one of the request's own calls, with its client's trace among the metadata.
    func handingTraceOn(in options: CallOptions) -> CallOptions {
        guard !trace.isEmpty else { return options }
        var options = options
        for entry in trace.entries { options.metadata.append(entry.value, for: entry.key) }
        return options
    }

    /// Changes the tally of a backend, or of one kind of its entities.
    func record(_ name: String, _ change: (inout BackendTally) -> Void) {
        tallies.withLock { tallies in
            if let index = tallies.firstIndex(where: { $0.name == name }) {
                change(&tallies[index].tally)
            } else {
                var tally = BackendTally()
                change(&tally)
                tallies.append((name, tally))
            }
        }
    }

    /// What the cache did for all look-ups.
    var cache: CacheTally {
        tallies.withLock { tallies in
            tallies.reduce(into: CacheTally()) { $0.add($1.tally.cache) }
        }
    }

    /// The value of `Server-Timing` (W3C Server Timing).
    func header(total: TimeAmount) -> String {
        tallies.withLock { tallies in
            var text = "total;dur="
            text.reserveCapacity(32 + 80 * tallies.count)
            text += total.millisecondsText
            for (name, tally) in tallies {
                text += ", "
                tally.write(as: name, to: &text)
            }
            return text
        }
    }
}
