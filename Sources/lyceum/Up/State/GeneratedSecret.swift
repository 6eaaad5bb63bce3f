internal import SystemPackage

/// A password or key of the installation, made once and kept in a file that only its owner can read.
struct GeneratedSecret: Sendable {
    /// 256 bits, in hexadecimal.
    let text: String

    /// The 256 bits; fewer where somebody changed the file.
    var bytes: [UInt8] {
        stride(from: 0, to: text.utf8.count, by: 2).compactMap { UInt8(text.dropFirst($0).prefix(2), radix: 16) }
    }

    /// The secret of this name in a folder, made now if it was not made before.
    /// - Throws: `Errno`
    init(_ name: String, in directory: FilePath) throws {
        let file = directory.appending(name)
        if let kept = file.firstLine {
            text = kept
            return
        }
        // Swift's generator is the system's, getrandom(2), which is fit for keys.
        var generator = SystemRandomNumberGenerator()
        text = (0..<32).map { _ in
            let byte = generator.next(upperBound: UInt16(256))
            return String(byte + 256, radix: 16).dropFirst()
        }.joined()
        try file.replaceContents(text + "\n", permissions: .ownerReadWrite)
    }
}
