internal import Messages
internal import NIOCore
internal import RPC

/// The connections of a process to the services that it calls, for operators.
struct ConnectionsReport {
    private let clients: [(name: String, statistics: RPCClientStatistics)]
    private let now: NIODeadline
    /// Microseconds since 1970 at the same moment.
    private let wallClock: Int64

    init(
        _ clients: [(name: String, statistics: RPCClientStatistics)], at now: NIODeadline = .now(),
        wallClock: Int64 = WallClock.microseconds()
    ) {
        self.clients = clients
        self.now = now
        self.wallClock = wallClock
    }

    /// `{"services":[{"service":"course","waiting_calls":0,"connections":[…]}]}`.
    var json: ByteBuffer {
        JSONWriter.bytes { json in
            json.object { json in
                json.key("services")
                json.array { json in
                    for client in clients { json.object { write(client.name, client.statistics, to: &$0) } }
                }
            }
        }
    }

    private func write(_ name: String, _ statistics: RPCClientStatistics, to json: inout JSONWriter) {
        json.key("service")
        json.value(name)
        json.key("waiting_calls")
        json.value(Int64(statistics.waitingCalls))
        json.key("connections")
        json.array { json in
            for endpoint in statistics.endpoints { json.object { write(endpoint, to: &$0) } }
        }
    }

    private func write(_ endpoint: RPCClientStatistics.Endpoint, to json: inout JSONWriter) {
        json.key("address")
        json.value("\(endpoint.address)")
        json.key("state")
        json.value(endpoint.state.rawValue)
        json.key("connected_at")
        time(endpoint.connectedSince, to: &json)
        json.key("outstanding_calls")
        json.value(Int64(endpoint.outstandingCalls))
        json.key("foreign_calls")
        json.value(Int64(endpoint.foreignCalls))
        json.key("ejected_until")
        time(endpoint.ejectedUntil, to: &json)
        json.key("ejections")
        json.value(Int64(endpoint.ejections))
        json.key("round_trip_ms")
        if let roundTrip = endpoint.roundTrip { json.value(roundTrip / .milliseconds(1)) } else { json.null() }
        json.key("connects")
        json.value(Int64(endpoint.connects))
        json.key("last_error")
        if let error = endpoint.lastError { json.value(error) } else { json.null() }
    }

    private func time(_ moment: NIODeadline?, to json: inout JSONWriter) {
        guard let moment else { return json.null() }
        json.timestamp(microseconds: wallClock + (moment - now).nanoseconds / 1_000)
    }
}
