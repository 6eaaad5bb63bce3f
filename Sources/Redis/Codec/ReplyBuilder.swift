import NIOCore

/// Collects the parts of one reply in the order in which hiredis reads them, within limits.
///
/// hiredis announces an array before its elements, so a flat list of parts is the whole tree: no part needs memory of
/// its own, and nothing is to be freed when a connection breaks in the middle of a reply.
struct ReplyBuilder {
    private enum Part {
        case string(Range<Int>)
        case array(count: Int)
        case scalar(RedisReply)
    }

    private let limits: ReplyLimits
    private var parts: [Part] = []
    private var strings = ByteBuffer()
    private var elements = 0
    /// Bytes of the texts of the reply being read.
    private(set) var byteCount = 0

    /// True once a reply was larger than the limits.
    private(set) var isOverLimit = false

    init(limits: ReplyLimits) {
        self.limits = limits
    }

    /// Adds a bulk string.
    ///
    /// - Returns: False if the reply has become too large.
    mutating func append(string: UnsafeRawBufferPointer) -> Bool {
        guard count(bytes: string.count) else { return false }
        let start = strings.writerIndex
        strings.writeBytes(string)
        parts.append(.string(start..<strings.writerIndex))
        return true
    }

    /// Adds a simple string or an error.
    ///
    /// - Returns: False if the reply has become too large.
    mutating func append(text: UnsafeRawBufferPointer, as kind: (String) -> RedisReply) -> Bool {
        guard count(bytes: text.count) else { return false }
        parts.append(.scalar(kind(String(decoding: text, as: UTF8.self))))
        return true
    }

    /// Adds the start of an array; its elements follow.
    ///
    /// - Returns: False if the reply has become too large.
    mutating func append(arrayOf count: Int) -> Bool {
        guard count <= limits.elements - elements else { return refuse() }
        elements += count
        parts.append(.array(count: count))
        return true
    }

    /// Adds a reply of fixed size: an integer or null.
    mutating func append(scalar: RedisReply) -> Bool {
        parts.append(.scalar(scalar))
        return true
    }

    /// The reply whose last part was added; the builder is empty afterwards.
    mutating func finish() -> RedisReply {
        var position = 0
        let reply = reply(at: &position)
        parts.removeAll(keepingCapacity: true)
        strings = ByteBuffer()
        elements = 0
        byteCount = 0
        return reply
    }

    private mutating func count(bytes: Int) -> Bool {
        guard bytes <= limits.bytes - byteCount else { return refuse() }
        byteCount += bytes
        return true
    }

    private mutating func refuse() -> Bool {
        isOverLimit = true
        return false
    }

    private func reply(at position: inout Int) -> RedisReply {
        let part = parts[position]
        position += 1
        switch part {
        case .scalar(let reply):
            return reply
        case .string(let range):
            return .string(strings.getSlice(at: range.lowerBound, length: range.count) ?? ByteBuffer())
        case .array(let count):
            var elements: [RedisReply] = []
            elements.reserveCapacity(count)
            for _ in 0..<count { elements.append(reply(at: &position)) }
            return .array(elements)
        }
    }
}
