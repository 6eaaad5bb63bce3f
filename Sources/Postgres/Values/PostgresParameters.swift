public import FoundationEssentials
import NIOCore

/// The parameters of a statement, already in PostgreSQL's binary format, in the order `$1`, `$2` …
///
/// All values lie in one buffer. `nil` is sent as a null of the parameter's type.
public struct PostgresParameters: Sendable {
    /// The type of each parameter.
    private(set) var types: [PostgresType] = []
    /// The length of each parameter in bytes, or -1 for null.
    private(set) var lengths: [Int32] = []
    /// The values, one behind the other.
    private(set) var bytes = ByteBuffer()

    /// No parameters.
    public init() {}

    /// Appends what `write` writes as one value of `type`.
    mutating func append(_ type: PostgresType, _ write: (inout ByteBuffer) -> Void) {
        let start = bytes.writerIndex
        write(&bytes)
        types.append(type)
        lengths.append(Int32(bytes.writerIndex - start))
    }

    /// Appends a null of `type`.
    public mutating func appendNull(_ type: PostgresType) {
        types.append(type)
        lengths.append(-1)
    }
}

extension PostgresParameters {
    /// Appends a `uuid`.
    public mutating func append(_ value: UUID?) {
        guard let value else { return appendNull(.uuid) }
        append(.uuid) { $0.writeUUID(value) }
    }

    /// Appends a `text`, which must not contain NUL.
    public mutating func append(_ value: String?) {
        guard let value else { return appendNull(.text) }
        append(.text) { $0.writeString(value) }
    }

    /// Appends a `bigint`.
    public mutating func append(_ value: Int64?) {
        guard let value else { return appendNull(.int8) }
        append(.int8) { $0.writeInteger(value) }
    }

    /// Appends an `integer`.
    public mutating func append(_ value: Int32?) {
        guard let value else { return appendNull(.int4) }
        append(.int4) { $0.writeInteger(value) }
    }

    /// Appends a `boolean`.
    public mutating func append(_ value: Bool?) {
        guard let value else { return appendNull(.bool) }
        append(.bool) { $0.writeInteger(value ? 1 : 0 as UInt8) }
    }

    /// Appends a `double precision`.
    public mutating func append(_ value: Double?) {
        guard let value else { return appendNull(.float8) }
        append(.float8) { $0.writeInteger(value.bitPattern) }
    }

    /// Appends a `timestamptz`, given in microseconds since 1970 UTC.
    public mutating func appendTimestamp(microseconds: Int64?) {
        guard let microseconds else { return appendNull(.timestamptz) }
        append(.timestamptz) { $0.writeInteger(PostgresTimestamp.wire(fromUnixMicroseconds: microseconds)) }
    }

    /// Appends a `bytea`; copies the bytes.
    public mutating func appendBytes(_ value: RawSpan) {
        append(.bytea) { buffer in value.withUnsafeBytes { _ = buffer.writeBytes($0) } }
    }
}

extension ByteBuffer {
    mutating func writeUUID(_ value: UUID) {
        withUnsafeBytes(of: value.uuid) { _ = writeBytes($0) }
    }
}
