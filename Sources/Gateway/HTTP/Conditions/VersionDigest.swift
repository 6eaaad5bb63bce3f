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
    private static let build = ByteBuffer(string: LyceumVersion.current)
    private static let textOfBuild = text(of: build)
    private static let hexadecimal = (0...UInt8.max).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }

    /// What is digested: for most requests nothing but the build's version.
    private var material = Self.build

    /// Of a request without parameters.
    init() {}

    init(_ query: QueryReader) {
        for (name, value) in query.parameters {
            add(name)
            add(value)
        }
    }

    /// Makes room for what is going to be added.
    mutating func reserve(_ bytes: Int) {
        material.reserveCapacity(minimumWritableBytes: bytes)
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
        _ = withUnsafeBytes(of: id.uuid) { material.writeBytes($0) }
    }

    mutating func add(_ bytes: ByteBuffer) {
        add(bytes.readableBytes)
        material.writeImmutableBuffer(bytes)
    }

    /// Adds where a page's next one begins, of which another key makes another cursor.
    mutating func add(next position: ByteBuffer, signedBy cursors: CursorSigner) {
        add(position)
        if position.readableBytes > 0 { add(cursors.fingerprint) }
    }

    /// 24 hexadecimal digits.
    var text: String { material == Self.build ? Self.textOfBuild : Self.text(of: material) }

    private static func text(of material: ByteBuffer) -> String {
        var text = ""
        text.reserveCapacity(2 * length)
        for byte in SHA256.hash(data: material.readableBytesView).prefix(length) {
            text += hexadecimal[Int(byte)]
        }
        return text
    }
}
