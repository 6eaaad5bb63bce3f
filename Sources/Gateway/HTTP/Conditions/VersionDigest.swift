import Crypto
import FoundationEssentials
import NIOCore
import ServiceKit

/// Makes the part of an ``EntityTag`` that stands for what an answer shows and how: the versions of what it shows, and the
/// request's parameters, which choose the members.
///
/// The build's version is in it too: another build may write the same entity otherwise.
struct VersionDigest {
    private static let length = 12

    private var material: ByteBuffer

    /// Of a request without parameters.
    init() {
        material = ByteBuffer(string: LyceumVersion.current)
    }

    init(_ query: QueryReader) {
        self.init()
        for (name, value) in query.parameters {
            add(name)
            add(value)
        }
    }

    mutating func add(_ number: some FixedWidthInteger) {
        material.writeInteger(Int64(truncatingIfNeeded: number))
    }

    /// Writes the length before the text, so that two texts don't run into each other.
    mutating func add(_ text: String) {
        add(text.utf8.count)
        material.writeString(text)
    }

    mutating func add(_ id: UUID) {
        withUnsafeBytes(of: id.uuid) { _ = material.writeBytes($0) }
    }

    mutating func add(_ bytes: ByteBuffer) {
        add(bytes.readableBytes)
        material.writeImmutableBuffer(bytes)
    }

    /// 24 hexadecimal digits.
    var text: String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = SHA256.hash(data: material.readableBytesView).prefix(Self.length)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
