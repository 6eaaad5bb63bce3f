public import FoundationEssentials
public import NIOCore

/// Writes JSON (RFC 8259) as bytes, straight from the C structs of messages.
///
/// The caller opens and closes objects and arrays in pairs; commas are set by the writer.
public struct JSONWriter: ~Copyable {
    var output: JSONOutput
    private var needsComma = false

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
    public mutating func object<Failure: Error>(
        _ members: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes `[`, what the closure writes, and `]`.
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
        output.append(UInt8(ascii: "\""))
        output.append(name)
        output.append(UInt8(ascii: "\""))
        output.append(UInt8(ascii: ":"))
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
        output.append(number)
    }

    /// Writes a number; one that JSON has not (not finite) becomes null.
    public mutating func value(_ number: Double) {
        separate()
        output.append(number)
    }

    /// Writes true or false.
    public mutating func value(_ flag: Bool) {
        separate()
        output.append(flag ? "true" : "false")
    }

    /// Writes a UUID as its canonical text.
    public mutating func value(_ uuid: UUID) {
        withUnsafeBytes(of: uuid.uuid) { self.uuid($0) }
    }

    /// Writes microseconds since 1970 as RFC 3339 text in UTC.
    public mutating func timestamp(microseconds: Int64) {
        separate()
        output.append(timestamp: microseconds)
    }

    /// Writes null.
    public mutating func null() {
        separate()
        output.append("null")
    }

    /// Writes bytes that are JSON already.
    public mutating func raw(_ json: ByteBuffer) {
        separate()
        output.append(json)
    }

    /// Writes a member's name that has its quotes and colon.
    mutating func key(_ key: UnsafeRawBufferPointer) {
        separate()
        output.append(key)
        needsComma = false
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        output.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        output.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { output.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Writes the text of a UUID's 16 bytes.
    mutating func uuid(_ bytes: UnsafeRawBufferPointer) {
        separate()
        output.append(uuid: bytes)
    }

    mutating func base64(_ bytes: UnsafeRawBufferPointer) {
        value(Data(bytes).base64EncodedString())
    }

    mutating func quoted(_ text: UnsafeRawBufferPointer) {
        separate()
        output.append(quoted: text)
    }
}
