public import FoundationEssentials
import NIOCore

/// One-dimensional arrays without nulls, as `= ANY($1)` and `unnest($1, $2)` take them.
///
/// The format is that of PostgreSQL's `array_send`: dimensions, null flag, element type, length, lower bound,
/// then each element behind its length.
extension PostgresParameters {
    /// Appends a `uuid[]`.
    public mutating func append(_ values: [UUID]) {
        append(.uuidArray) { buffer in
            buffer.writeArrayHeader(element: .uuid, count: values.count)
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: values.count * 20) { bytes in
                for (index, value) in values.enumerated() {
                    bytes.storeBytes(of: Int32(16).bigEndian, toByteOffset: index * 20, as: Int32.self)
                    bytes.storeBytes(of: value.uuid, toByteOffset: index * 20 + 4, as: uuid_t.self)
                }
                return values.count * 20
            }
        }
    }

    /// Appends a `text[]`; no element may contain NUL.
    public mutating func append(_ values: [String]) {
        append(.textArray) { buffer in
            buffer.writeArrayHeader(element: .text, count: values.count)
            for value in values {
                buffer.writeInteger(Int32(value.utf8.count))
                buffer.writeString(value)
            }
        }
    }

    /// Appends a `bigint[]`.
    public mutating func append(_ values: [Int64]) {
        appendIntegers(values, array: .int8Array, element: .int8)
    }

    /// Appends an `integer[]`.
    public mutating func append(_ values: [Int32]) {
        appendIntegers(values, array: .int4Array, element: .int4)
    }

    /// Appends a `boolean[]`.
    public mutating func append(_ values: [Bool]) {
        appendIntegers(values.map { $0 ? 1 : 0 as UInt8 }, array: .boolArray, element: .bool)
    }

    /// Appends a `double precision[]`.
    public mutating func append(_ values: [Double]) {
        appendIntegers(values.map(\.bitPattern), array: .float8Array, element: .float8)
    }

    /// Appends a `timestamptz[]`, given in microseconds since 1970 UTC.
    public mutating func appendTimestamps(microseconds values: [Int64]) {
        let wire = values.map(PostgresTimestamp.wire(fromUnixMicroseconds:))
        appendIntegers(wire, array: .timestamptzArray, element: .timestamptz)
    }

    private mutating func appendIntegers<Value: FixedWidthInteger>(
        _ values: [Value], array: PostgresType, element: PostgresType
    ) {
        append(array) { buffer in
            buffer.reserveCapacity(minimumWritableBytes: 20 + values.count * (4 + MemoryLayout<Value>.size))
            buffer.writeArrayHeader(element: element, count: values.count)
            for value in values {
                buffer.writeMultipleIntegers(Int32(MemoryLayout<Value>.size), value)
            }
        }
    }
}

extension ByteBuffer {
    fileprivate mutating func writeArrayHeader(element: PostgresType, count: Int) {
        writeMultipleIntegers(Int32(count == 0 ? 0 : 1), Int32(0), element.rawValue)
        if count > 0 { writeMultipleIntegers(Int32(count), Int32(1)) }
    }
}
