public import NIOCore

/// A command and its arguments, kept in the bytes that go over the wire.
///
/// Arguments are written into one buffer as they are appended, on the caller's thread; the connection only hands the
/// bytes to the socket. `redisFormatCommandArgv` of hiredis would gather them into memory of its own first.
public struct RedisCommand: Sendable {
    /// The complete command in RESP.
    private(set) var bytes: ByteBuffer
    private var argumentCount = 0

    /// Room for `*`, the digits of any count and the line end, in front of the arguments: the count is known last.
    private static let headroom = 16

    /// Begins a command.
    ///
    /// - Parameters:
    ///   - name: The command's name, for example `GET`.
    ///   - byteCapacity: About how many bytes the arguments will take.
    public init(_ name: String, byteCapacity: Int = 64) {
        bytes = ByteBufferAllocator().buffer(capacity: Self.headroom + byteCapacity)
        bytes.moveWriterIndex(to: Self.headroom)
        append(name)
    }

    /// Begins a command with arguments that are text.
    public init(_ name: String, _ arguments: String...) {
        self.init(name)
        for argument in arguments { append(argument) }
    }

    /// Appends an argument, as UTF-8.
    public mutating func append(_ text: String) {
        beginArgument(byteCount: text.utf8.count)
        bytes.writeString(text)
        endArgument()
    }

    /// Appends an argument of the buffer's readable bytes.
    public mutating func append(_ argument: ByteBuffer) {
        beginArgument(byteCount: argument.readableBytes)
        bytes.writeImmutableBuffer(argument)
        endArgument()
    }

    /// Appends an argument of these bytes.
    public mutating func append(_ argument: RawSpan) {
        beginArgument(byteCount: argument.byteCount)
        bytes.writeBytes(argument)
        endArgument()
    }

    /// Appends one argument that is made of two parts, such as a prefix and a key.
    public mutating func append(_ first: RawSpan, _ second: RawSpan) {
        beginArgument(byteCount: first.byteCount + second.byteCount)
        bytes.writeBytes(first)
        bytes.writeBytes(second)
        endArgument()
    }

    /// Appends an argument, as decimal digits.
    public mutating func append(_ number: some FixedWidthInteger) {
        append(String(number))
    }

    private mutating func beginArgument(byteCount: Int) {
        bytes.writeInteger(UInt8(ascii: "$"))
        bytes.writeString(String(byteCount))
        bytes.writeLineEnd()
    }

    private mutating func endArgument() {
        bytes.writeLineEnd()
        argumentCount += 1
        writeHeader()
    }

    /// Writes the count right before the first argument; the headroom that is left over is never sent.
    private mutating func writeHeader() {
        let header = "*\(argumentCount)\r\n"
        let start = Self.headroom - header.utf8.count
        bytes.moveReaderIndex(to: 0)
        bytes.setString(header, at: start)
        bytes.moveReaderIndex(to: start)
    }
}

extension ByteBuffer {
    fileprivate mutating func writeLineEnd() {
        writeInteger(UInt16(0x0D0A))
    }
}
