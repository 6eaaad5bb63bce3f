import NIOCore

/// What one connection takes on at most.
struct CommandLimits: Sendable, Hashable {
    /// Calls that are not answered.
    var calls: Int
    /// Calls that wait for the very first connection.
    var callsBeforeFirstConnection: Int
    /// Bytes of the commands of all calls that are not answered.
    var bytes: Int
    /// How long Redis may take for a reply before the connection counts as broken.
    var commandTimeout: TimeAmount
}
