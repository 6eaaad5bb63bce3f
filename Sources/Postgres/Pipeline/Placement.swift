/// Where and how work may run.
enum Placement: Sendable, Equatable {
    /// On any connection, sharing a Sync with other reads; sent again if a neighbour's error aborts it.
    case read
    /// On any connection, with a Sync of its own.
    case write
    /// On a connection that is the caller's alone from now on, until the work that ends the lease.
    case lease
    /// On the leased connection.
    case held(lease: UInt64)
    /// On the leased connection, as the last work of its lease.
    case ending(lease: UInt64, connection: LeaseEnd)

    /// What becomes of a connection after its lease.
    enum LeaseEnd: Sendable, Equatable {
        /// It is shared again, if the server has left the transaction.
        case shared
        /// It is closed, since its settings may have changed.
        case closed
    }

    /// The lease that the work belongs to, if it runs on a held connection.
    var lease: UInt64? {
        switch self {
        case .read, .write, .lease: nil
        case .held(let lease), .ending(let lease, _): lease
        }
    }
}
