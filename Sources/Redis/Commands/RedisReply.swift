public import NIOCore

/// A reply of Redis, protocol RESP2 (https://redis.io/docs/reference/protocol-spec).
public enum RedisReply: Sendable, Hashable {
    /// A bulk string. Strings of one reply share storage: copy what is kept for long.
    case string(ByteBuffer)
    /// A simple string such as `OK`.
    case status(String)
    /// An error that the server returned for this command; the connection is fine.
    case error(String)
    /// A signed 64-bit integer.
    case integer(Int64)
    /// The null bulk string or the null array: there is no such value.
    case null
    /// Replies in order, nested at most seven deep.
    case array([RedisReply])
}

extension RedisReply {
    /// The bytes of a bulk string; nil for any other reply.
    public var string: ByteBuffer? {
        if case .string(let bytes) = self { bytes } else { nil }
    }

    /// The value of an integer reply; nil for any other reply.
    public var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The elements of an array; nil for any other reply.
    public var array: [RedisReply]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The reply itself, unless it is an error.
    ///
    /// - Throws: ``RedisError`` of code `server` with the server's text.
    public func checked() throws(RedisError) -> RedisReply {
        if case .error(let text) = self { throw RedisError(.server, text) }
        return self
    }
}
