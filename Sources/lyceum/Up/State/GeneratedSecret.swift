internal import SystemPackage

/// A password or key of the installation, made once and kept in a file that only its owner can read.
struct GeneratedSecret: Sendable {
    /// 256 bits, in hexadecimal.
    let text: String

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
