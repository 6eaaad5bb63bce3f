import CLibpq
public import FoundationEssentials

/// One row of a result. Columns are counted from 0; asking for a column that the statement does not have is a
/// programmer's error and stops the process.
///
/// The accessors of values throw `PostgresError` with code `.decoding` if the column is null or has another width
/// than the type asked for: ask `isNull` first where a column may be null.
public struct PostgresRow: Sendable {
    let result: PostgresResult
    let index: Int

    /// True if the column is null.
    public func isNull(_ column: Int) -> Bool {
        precondition((0..<result.columnCount).contains(column), "Column out of range")
        return PQgetisnull(result.pointer, CInt(index), CInt(column)) != 0
    }

    /// Shows the bytes of a column in place, as the server sent them (big-endian numbers, UTF-8 text);
    /// a null shows no bytes.
    public func withBytes<Value, Failure: Error>(
        _ column: Int, _ body: (RawSpan) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        precondition((0..<result.columnCount).contains(column), "Column out of range")
        let start = PQgetvalue(result.pointer, CInt(index), CInt(column))
        let count = PQgetlength(result.pointer, CInt(index), CInt(column))
        // The PGresult, which `self` keeps alive, owns these bytes.
        return try body(UnsafeRawBufferPointer(start: start, count: Int(count)).bytes)
    }

    /// A `uuid`.
    public func uuid(_ column: Int) throws(PostgresError) -> UUID {
        UUID(uuid: try load(column, as: uuid_t.self))
    }

    /// A `bigint`.
    public func int64(_ column: Int) throws(PostgresError) -> Int64 {
        Int64(bigEndian: try load(column, as: Int64.self))
    }

    /// An `integer`.
    public func int32(_ column: Int) throws(PostgresError) -> Int32 {
        Int32(bigEndian: try load(column, as: Int32.self))
    }

    /// A `boolean`.
    public func bool(_ column: Int) throws(PostgresError) -> Bool {
        try load(column, as: UInt8.self) != 0
    }

    /// A `double precision`.
    public func double(_ column: Int) throws(PostgresError) -> Double {
        Double(bitPattern: UInt64(bigEndian: try load(column, as: UInt64.self)))
    }

    /// A `timestamptz`, in microseconds since 1970 UTC; the ends of Int64 stand for `-infinity` and `infinity`.
    public func microseconds(_ column: Int) throws(PostgresError) -> Int64 {
        PostgresTimestamp.unixMicroseconds(fromWire: try int64(column))
    }

    /// A `text`, copied; invalid UTF-8 is repaired, which a database in UTF-8 never needs.
    public func text(_ column: Int) throws(PostgresError) -> String {
        guard !isNull(column) else { throw PostgresError(.decoding, "Column \(column) is null.") }
        return withBytes(column) { span in span.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
    }

    private func load<Value: BitwiseCopyable>(_ column: Int, as type: Value.Type) throws(PostgresError) -> Value {
        let value = withBytes(column) { span in
            span.byteCount == MemoryLayout<Value>.size
                ? span.withUnsafeBytes { $0.loadUnaligned(as: Value.self) } : nil
        }
        guard let value else {
            throw PostgresError(
                .decoding, "Column \(column) is null or does not have \(MemoryLayout<Value>.size) bytes.")
        }
        return value
    }
}
