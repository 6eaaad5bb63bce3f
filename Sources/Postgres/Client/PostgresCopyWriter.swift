public import NIOCore

/// Takes the data of a COPY, in pieces of any length: a row may be spread over several.
public struct PostgresCopyWriter: Sendable {
    let connection: HeldConnection

    /// Sends a piece and returns when the socket has taken it, so that memory stays bounded by one piece.
    /// Pieces of 64 KiB to 1 MiB are best. Throws `PostgresError`.
    public func write(_ bytes: ByteBuffer) async throws(PostgresError) {
        if bytes.readableBytes == 0 { return }
        _ = try await connection.submit(.copyData(bytes))
    }
}
