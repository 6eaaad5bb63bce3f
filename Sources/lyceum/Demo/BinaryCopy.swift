internal import FoundationEssentials
internal import NIOCore
internal import Postgres

/// Writes rows in the binary format of PostgreSQL's COPY and sends them in pieces.
///
/// https://www.postgresql.org/docs/15/sql-copy.html, "Binary Format"
struct BinaryCopy {
    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
    private static let pieceBytes = 256 << 10
    /// 2000-01-01 in microseconds since 1970: where PostgreSQL's clock starts.
    private static let epoch: Int64 = 946_684_800_000_000

    private let writer: PostgresCopyWriter
    private var bytes = ByteBuffer()

    init(_ writer: PostgresCopyWriter) {
        self.writer = writer
        bytes.writeBytes(Self.signature)
        // No flags, no header extension.
        bytes.writeMultipleIntegers(Int32(0), Int32(0))
    }

    /// Begins a row of so many columns, and sends what has piled up.
    mutating func beginRow(columns: Int16) async throws(PostgresError) {
        if bytes.readableBytes >= Self.pieceBytes {
            try await writer.write(bytes)
            bytes.clear()
        }
        bytes.writeInteger(columns)
    }

    /// Sends the rest.
    mutating func end() async throws(PostgresError) {
        bytes.writeInteger(Int16(-1))
        try await writer.write(bytes)
    }

    mutating func append(_ value: UUID?) {
        guard let value else { return appendNull() }
        bytes.writeInteger(Int32(16))
        withUnsafeBytes(of: value.uuid) { _ = bytes.writeBytes($0) }
    }

    mutating func append(_ value: String) {
        bytes.writeInteger(Int32(value.utf8.count))
        bytes.writeString(value)
    }

    mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        bytes.writeMultipleIntegers(Int32(MemoryLayout<Value>.size), value)
    }

    mutating func append(_ value: Double) {
        append(value.bitPattern)
    }

    mutating func append(_ value: Bool) {
        append(UInt8(value ? 1 : 0))
    }

    /// Appends a `timestamptz`, given in microseconds since 1970 UTC.
    mutating func append(microseconds: Int64?) {
        guard let microseconds else { return appendNull() }
        append(microseconds - Self.epoch)
    }

    private mutating func appendNull() {
        bytes.writeInteger(Int32(-1))
    }
}
