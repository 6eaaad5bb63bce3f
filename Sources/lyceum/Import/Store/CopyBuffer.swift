internal import Postgres

/// Collects rows for a COPY and sends them in pieces of a good size.
struct CopyBuffer {
    /// Bytes of a piece, before the row that fills it.
    private static let pieceBytes = 256 << 10

    private let writer: PostgresCopyWriter
    private var rows = CopyText()

    init(_ writer: PostgresCopyWriter) {
        self.writer = writer
    }

    /// Adds a row, and sends the piece when it is full.
    ///
    /// - Parameter row: writes the columns; it must not throw once it has written one.
    mutating func append(_ row: (inout CopyText) throws -> Void) async throws {
        try row(&rows)
        rows.endRow()
        if rows.bytes.readableBytes >= Self.pieceBytes {
            try await flush()
        }
    }

    /// Sends what is left.
    mutating func flush() async throws {
        try await writer.write(rows.bytes)
        rows.removeAll()
    }
}
