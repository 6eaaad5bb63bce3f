/// Why a connection ends.
enum ConnectionEnd: Equatable {
    /// The server or the network has failed.
    case lost(PostgresError)
    /// We close it, since it can't be relied on any longer; what it holds is not at fault.
    case givenUp(PostgresError)
    /// We close it, since its settings may have changed.
    case retired

    /// What calls that are in flight, if any, are told.
    var error: PostgresError {
        switch self {
        case .lost(let error), .givenUp(let error): error
        case .retired: PostgresError(.unavailable, "The connection was closed.")
        }
    }

    var isLost: Bool {
        if case .lost = self { true } else { false }
    }
}
