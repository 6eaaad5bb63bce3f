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
    private static let ofBuild = text(of: ByteBuffer(string: LyceumVersion.current))

    /// What is digested; nil while that is nothing but the build's version, as for most requests.
    private var material: ByteBuffer?

    /// Of a request without parameters.
    init() {}

    init(_ query: QueryReader) {
        for (name, value) in query.parameters {
            add(name)
            add(value)
        }
    }

    mutating func add(_ number: some FixedWidthInteger) {
        write { $0.writeInteger(Int64(truncatingIfNeeded: number)) }
    }

    /// Writes the length before the text, so that two texts don't run into each other.
    mutating func add(_ text: String) {
        add(text.utf8.count)
        write { $0.writeString(text) }
    }

    mutating func add(_ id: UUID) {
        write { material in withUnsafeBytes(of: id.uuid) { material.writeBytes($0) } }
    }

    mutating func add(_ bytes: ByteBuffer) {
        add(bytes.readableBytes)
        write { $0.writeImmutableBuffer(bytes) }
    }

    /// 24 hexadecimal digits.
    var text: String { material.map(Self.text) ?? Self.ofBuild }

    private mutating func write(_ part: (inout ByteBuffer) -> Int) {
        // Taken out while it changes, or else it would be copied.
        var material = self.material.take() ?? ByteBuffer(string: LyceumVersion.current)
        _ = part(&material)
        self.material = material
    }

    private static func text(of material: ByteBuffer) -> String {
        var text = ""
        text.reserveCapacity(2 * length)
        for byte in SHA256.hash(data: material.readableBytesView).prefix(length) {
            if byte < 16 { text += "0" }
            text += String(byte, radix: 16)
        }
        return text
    }
}
