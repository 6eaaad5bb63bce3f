/// Key material; its descriptions show only the length.
public struct SecretBytes: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key material, for the code that computes with it.
    public let revealed: [UInt8]

    /// Key material that is known to be long enough.
    public init(_ bytes: [UInt8]) {
        revealed = bytes
    }

    /// The length of the secret.
    public var description: String { "secret of \(revealed.count) bytes" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Keeps `dump` and string interpolation of an enclosing value from showing the bytes.
    public var customMirror: Mirror { Mirror(self, children: ["secret": description]) }
}
