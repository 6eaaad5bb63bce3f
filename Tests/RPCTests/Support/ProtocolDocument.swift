import FoundationEssentials
import NIOCore
import Testing

/// `docs/PROTOCOL.md`, which others implement the protocol from.
enum ProtocolDocument {
    /// The folder of the package: this file is in Tests/RPCTests/Support.
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The frames that a section shows in hexadecimal digits.
    static func frames(in section: String) throws -> [ByteBuffer] {
        let text = try String(contentsOf: root.appending(path: "docs/PROTOCOL.md"), encoding: .utf8)
        let start = try #require(text.firstRange(of: "\n## \(section)\n")).upperBound
        let rest = text[start...]
        let end = rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex
        var frames: [ByteBuffer] = []
        for line in rest[..<end].split(separator: "\n") {
            if let frame = try Self.frame(line) { frames.append(frame) }
        }
        return frames
    }

    /// The frame of a line that begins with the four fields of a header, and the payload if there is any.
    private static func frame(_ line: Substring) throws -> ByteBuffer? {
        let words = line.split(separator: " ")
        guard line.hasPrefix("    "), words.prefix(4).map(\.count) == [8, 8, 2, 2] else { return nil }
        let hasPayload = words[0] != "00000000"
        return try ByteBuffer(plainHexEncodedBytes: words.prefix(hasPayload ? 5 : 4).joined(separator: " "))
    }
}
