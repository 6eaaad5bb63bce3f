import NIOCore

/// How a value lies in Redis: a format number, when it expires, and the value.
///
/// Redis expires it too. The time is here because `MGET` tells none, and asking for each would double the commands. A
/// format that this version does not know is a miss, so formats can change while both are running.
enum RedisEnvelope {
    private static let format: UInt8 = 1

    /// Bytes in front of the value.
    static let headerByteCount = 9

    /// The bytes that go in front of a value.
    static func header(expiresAtUnixMilliseconds: Int64) -> ByteBuffer {
        var header = ByteBufferAllocator().buffer(capacity: headerByteCount)
        header.writeInteger(format)
        header.writeInteger(expiresAtUnixMilliseconds)
        return header
    }

    /// Reads a value, unless it has expired or is of another format.
    static func open(_ bytes: ByteBuffer, clock: CacheClock) -> CachedValue? {
        var rest = bytes
        guard rest.readInteger(as: UInt8.self) == format, let expiresAt = rest.readInteger(as: Int64.self) else {
            return nil
        }
        let remaining = expiresAt.subtractingReportingOverflow(clock.unixMilliseconds())
        guard !remaining.overflow, (1...longestTimeToLive).contains(remaining.partialValue) else { return nil }
        return CachedValue(
            bytes: Array(buffer: rest), expiresAt: clock.now() + TimeToLive(milliseconds: remaining.partialValue))
    }

    /// No value lives longer, jitter and clocks that differ included: what says so is not ours.
    private static let longestTimeToLive: Int64 = 2 * 86_400_000
}
