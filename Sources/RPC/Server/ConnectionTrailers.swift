/// The trailing metadata of a call on a connection.
///
/// It waits with the connection, for the few calls that have any: no other call pays for a place.
struct ConnectionTrailers: TrailingMetadataStore {
    let connection: ServerConnection
    let streamID: UInt32

    var metadata: Metadata {
        connection.perform { $0.trailingMetadata[streamID] ?? Metadata() }
    }

    func replace(with metadata: Metadata) {
        connection.perform { shared in
            // A handler that has returned has nothing more to say.
            guard shared.state.calls[streamID] != nil else { return }
            shared.trailingMetadata[streamID] = metadata
        }
    }
}

extension ServerConnection.Shared {
    /// Ends the wait of what a handler that returns has set, and gives it away if the client would understand.
    mutating func takeTrailingMetadata(of id: UInt32) -> Metadata {
        guard !trailingMetadata.isEmpty, let metadata = trailingMetadata.removeValue(forKey: id) else {
            return Metadata()
        }
        return state.isExtended ? metadata : Metadata()
    }
}
