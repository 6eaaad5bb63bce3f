import NIOCore

/// What a caller asks a connection to do.
enum Work: Sendable {
    /// One prepared statement.
    case query(PostgresStatement, PostgresParameters)
    /// Any number of commands in one string, by the simple protocol.
    case script(String)
    /// The command that opens a COPY FROM STDIN.
    case copyStart(String)
    /// A piece of the copied data.
    case copyData(ByteBuffer)
    /// The end of the copied data, or why it ends early.
    case copyEnd(failure: String?)
}
