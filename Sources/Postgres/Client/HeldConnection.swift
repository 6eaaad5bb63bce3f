import NIOCore

/// A connection that is one caller's alone until `end`, known to the reactor by the id of its lease.
struct HeldConnection: Sendable {
    /// How long the end of a lease may take beyond the deadline of the work before it.
    private static let endGrace = TimeAmount.seconds(2)

    let client: PostgresClient
    let lease: UInt64
    let deadline: NIODeadline

    /// Waits for a connection and runs `statement` as the first on it.
    static func take(
        from client: PostgresClient, opening statement: PostgresStatement, deadline: NIODeadline
    ) async throws(PostgresError) -> HeldConnection {
        let lease = client.makeID()
        let work = Work.query(statement, PostgresParameters())
        _ = try await client.submit(work, .lease, deadline: deadline, id: lease)
        return HeldConnection(client: client, lease: lease, deadline: deadline)
    }

    func execute(
        _ statement: PostgresStatement, _ parameters: PostgresParameters = PostgresParameters()
    ) async throws(PostgresError) -> PostgresResult {
        try await submit(.query(statement, parameters))
    }

    func submit(_ work: Work) async throws(PostgresError) -> PostgresResult {
        try await client.submit(work, .held(lease: lease), deadline: deadline)
    }

    /// Runs the last statement and gives the connection back. Happens even if the task is cancelled, for the connection
    /// could not be used by others otherwise.
    func end(
        with statement: PostgresStatement, connection: Placement.LeaseEnd
    ) async throws(PostgresError) -> PostgresResult {
        try await client.submitUncancelled(
            .query(statement, PostgresParameters()), .ending(lease: lease, connection: connection),
            deadline: max(deadline, .now()) + Self.endGrace, id: client.makeID()
        ).get()
    }

    /// Ends a COPY early, even if the task is cancelled.
    func abortCopy() async {
        // Its error repeats the reason that we give; a connection that is lost ends the COPY as well.
        _ = await client.submitUncancelled(
            .copyEnd(failure: "given up by the client"), .held(lease: lease),
            deadline: max(deadline, .now()) + Self.endGrace, id: client.makeID())
    }
}
