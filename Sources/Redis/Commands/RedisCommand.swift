public import NIOCore

/// A command and its arguments, kept in the bytes that go over the wire.
///
/// Arguments are written behind one another as they are appended, on the caller's thread; the connection only copies
/// the bytes towards the socket. `redisFormatCommandArgv` of hiredis needs pointers to all arguments first, and memory
/// of its own for the result.
public struct RedisCommand: Sendable {
    /// The command in RESP, behind the headroom that its header does not need.
    private var storage: [UInt8]
    private var start = headroom
    private var argumentCount = 0

    /// Room for `*`, the digits of any count and the line end, in front of the arguments: the count is known last.
    private static let headroom = 24
    /// What RESP adds to an argument of usual size.
    private static let argumentOverhead = 16

    /// Begins a command.
    ///
    /// - Parameters:
    ///   - name: The command's name, for example `GET`.
    ///   - byteCapacity: About how many bytes the arguments will take, with 16 for each to delimit it.
    public init(_ name: String, byteCapacity: Int = 64) {
        storage = []
        storage.reserveCapacity(Self.headroom + name.utf8.count + Self.argumentOverhead + byteCapacity)
        storage.append(contentsOf: repeatElement(0, count: Self.headroom))
        append(name)
    }

    /// Begins a command with arguments that are text.
    public init(_ name: String, _ arguments: String...) {
        self.init(name)
        for argument in arguments { append(argument) }
    }

    /// The complete command in RESP.
    var bytes: ArraySlice<UInt8> { storage[start...] }
}

extension RedisCommand {
    /// Appends an argument, as UTF-8.
    public mutating func append(_ text: String) {
        beginArgument(byteCount: text.utf8.count)
        storage.append(contentsOf: text.utf8)
        endArgument()
    }

    /// Appends an argument of the buffer's readable bytes.
    public mutating func append(_ argument: ByteBuffer) {
        append(argument.readableBytesSpan)
    }

    /// Appends an argument of these bytes.
    public mutating func append(_ argument: RawSpan) {
        beginArgument(byteCount: argument.byteCount)
        argument.withUnsafeBytes { storage.append(contentsOf: $0) }
        endArgument()
    }

    /// Appends one argument that is made of two parts, such as a prefix and a key.
    public mutating func append(_ first: RawSpan, _ second: RawSpan) {
        beginArgument(byteCount: first.byteCount + second.byteCount)
        first.withUnsafeBytes { storage.append(contentsOf: $0) }
        second.withUnsafeBytes { storage.append(contentsOf: $0) }
        endArgument()
    }

    /// Appends an argument, as decimal digits.
    public mutating func append(_ number: some FixedWidthInteger) {
        append(String(number))
    }
}

extension RedisCommand {
    private mutating func beginArgument(byteCount: Int) {
        storage.append(UInt8(ascii: "$"))
        var divisor = 1
        while byteCount / divisor > 9 { divisor *= 10 }
        while divisor > 0 {
            storage.append(UInt8(ascii: "0") + UInt8(byteCount / divisor % 10))
            divisor /= 10
        }
        appendLineEnd()
    }

    private mutating func endArgument() {
        appendLineEnd()
        argumentCount += 1
        writeHeader()
    }

    private mutating func appendLineEnd() {
        storage.append(UInt8(ascii: "\r"))
        storage.append(UInt8(ascii: "\n"))
    }

    /// Writes the count right before the first argument, from its last digit backwards.
    private mutating func writeHeader() {
        start = Self.headroom
        var rest = argumentCount
        prepend(UInt8(ascii: "\n"))
        prepend(UInt8(ascii: "\r"))
        repeat {
            prepend(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        prepend(UInt8(ascii: "*"))
    }

    private mutating func prepend(_ byte: UInt8) {
        start -= 1
        storage[start] = byte
    }
}
