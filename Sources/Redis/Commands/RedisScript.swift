import Crypto

/// A Lua script that runs inside Redis, atomically.
///
/// It is sent whole only to a server that does not have it yet; afterwards its digest stands for it.
public struct RedisScript: Sendable {
    /// The script's text.
    public let source: String
    /// SHA-1 of the text in lower-case hexadecimal: the name that `EVALSHA` knows it by.
    public let digest: String

    /// Keeps a script and computes its digest once.
    public init(_ source: String) {
        self.source = source
        digest = Insecure.SHA1.hash(data: Array(source.utf8)).reduce(into: "") { text, byte in
            let hexadecimal = String(byte, radix: 16)
            text += byte < 16 ? "0" + hexadecimal : hexadecimal
        }
    }
}
