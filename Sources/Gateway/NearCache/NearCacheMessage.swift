import HTTPTypes
import NIOCore
import ServiceKit

/// An answer as the bytes that go over the wire.
///
/// What differs from one time that it is sent to the next has a fixed width and stands at the end of the head: the `ttl` of
/// `Cache-Status` (RFC 9211), `Age` and `Date`. So all requests of a second are sent one buffer, which is written once.
struct NearCacheMessage: Sendable {
    /// What the fields that change say.
    struct Stamp: Equatable, Sendable {
        /// Whole seconds since the answer's data was read, up to 9.
        let age: UInt8
        /// Whole seconds that the answer is still kept for, up to 9.
        let timeToLive: UInt8
        /// Seconds since 1970 UTC.
        let second: Int64
    }

    /// The name of this cache in `Cache-Status`.
    static let cacheName = "lyceum-near"

    private var buffer: ByteBuffer
    /// Bytes up to the blank line, that included.
    let headLength: Int
    private let timeToLiveIndex: Int
    private let ageIndex: Int
    private let dateIndex: Int
    private var stamp: Stamp?

    /// - Parameters:
    ///   - cacheStatus: What caches behind this one have said.
    ///   - bodyCapacity: Bytes that the body will need, written by ``append(_:)``.
    init(status: HTTPResponse.Status, fields: HTTPFields, cacheStatus: String?, bodyCapacity: Int) {
        buffer = ByteBuffer()
        buffer.reserveCapacity(bodyCapacity + 512)
        buffer.writeStatusLine(status)
        buffer.writeFields(fields)
        let others = cacheStatus.map { "\($0), " } ?? ""
        buffer.writeString("Cache-Status: \(others)\(Self.cacheName); hit; ttl=")
        timeToLiveIndex = buffer.writerIndex
        buffer.writeString("0\r\nAge: ")
        ageIndex = buffer.writerIndex
        buffer.writeString("0\r\nDate: ")
        dateIndex = buffer.writerIndex
        buffer.writeString(String(repeating: " ", count: HTTPDate.length) + "\r\n\r\n")
        headLength = buffer.readableBytes
    }

    var byteCount: Int { buffer.readableBytes }

    mutating func append(_ body: ByteBuffer) {
        buffer.writeImmutableBuffer(body)
    }

    /// The head, with or without the body, as it is sent at a moment.
    /// - Parameter date: the stamp's second as text.
    mutating func bytes(at stamp: Stamp, date: String, withBody: Bool) -> ByteBuffer {
        if stamp != self.stamp {
            // Copies the buffer only while an earlier answer is still on its way.
            buffer.setInteger(UInt8(ascii: "0") + min(stamp.timeToLive, 9), at: timeToLiveIndex)
            buffer.setInteger(UInt8(ascii: "0") + min(stamp.age, 9), at: ageIndex)
            buffer.setString(date, at: dateIndex)
            self.stamp = stamp
        }
        return withBody ? buffer : buffer.getSlice(at: 0, length: headLength) ?? buffer
    }
}
