public import FoundationEssentials
public import NIOCore

/// Writes JSON (RFC 8259) as bytes, straight from the C structs of messages.
///
/// The caller opens and closes objects and arrays in pairs; commas are set by the writer.
public struct JSONWriter: ~Copyable {
    var output: JSONOutput
    /// Whether what comes next stands behind another member or element.
    var needsComma = false

    private init(in space: UnsafeMutableRawBufferPointer) {
        output = JSONOutput(in: space)
    }

    /// What the closure writes.
    ///
    /// - Parameter capacity: bytes to reserve, which the result keeps. What has more is copied as it grows, and once more in
    ///   the end.
    public static func bytes(capacity: Int = 1024, _ write: (inout JSONWriter) -> Void) -> ByteBuffer {
        var buffer = ByteBuffer()
        var overflow: ByteBuffer?
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: capacity) { space in
            var json = JSONWriter(in: space)
            write(&json)
            overflow = json.output.overflow
            return overflow == nil ? json.output.count : 0
        }
        return overflow ?? buffer
    }

    /// Writes `{`, what the closure writes, and `}`.
    @inlinable
    public mutating func object<Failure: Error>(
        _ members: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes `[`, what the closure writes, and `]`.
    @inlinable
    public mutating func array<Failure: Error>(
        _ elements: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "["))
        try elements(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes a member's name, which needs no escaping.
    public mutating func key(_ name: StaticString) {
        separate()
        output.write(atMost: name.utf8CodeUnitCount + 3) { place in
            place.put("\"")
            place.put(name)
            place.put("\":")
        }
        needsComma = false
    }

    /// Writes a member's name that is known only at run time, escaped where it must be.
    public mutating func key(named name: String) {
        separate()
        output.append(quoted: name)
        output.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func value(_ text: String) {
        separate()
        output.append(quoted: text)
    }

    /// Writes an integer.
    public mutating func value(_ number: Int64) {
        separate()
        output.writeScalar { $0.put(decimal: number) }
    }

    /// Writes a number; one that JSON has not (not finite) becomes null.
    public mutating func value(_ number: Double) {
        separate()
        output.writeScalar { $0.put(number) }
    }

    /// Writes true or false.
    public mutating func value(_ flag: Bool) {
        separate()
        output.writeScalar { $0.put(flag) }
    }

    /// Writes a UUID as its canonical text.
    public mutating func value(_ uuid: UUID) {
        separate()
        withUnsafePointer(to: uuid.uuid) { uuid in output.writeScalar { $0.put(uuid: uuid) } }
    }

    /// Writes microseconds since 1970 as RFC 3339 text in UTC.
    public mutating func timestamp(microseconds: Int64) {
        separate()
        output.writeScalar { $0.put(timestamp: microseconds) }
    }

    /// Writes null.
    public mutating func null() {
        separate()
        output.writeScalar { $0.put("null") }
    }

    /// Writes bytes that are JSON already.
    public mutating func raw(_ json: ByteBuffer) {
        separate()
        output.append(json)
    }

    @usableFromInline
    mutating func open(_ bracket: UInt8) {
        separate()
        output.append(bracket)
        needsComma = false
    }

    @usableFromInline
    mutating func close(_ bracket: UInt8) {
        output.append(bracket)
        needsComma = true
    }

    mutating func separate() {
        if needsComma { output.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    mutating func base64(_ bytes: UnsafeRawBufferPointer) {
        value(Data(bytes).base64EncodedString())
    }

    mutating func quoted(_ text: UnsafeRawBufferPointer) {
        separate()
        output.append(quoted: text)
    }
}
