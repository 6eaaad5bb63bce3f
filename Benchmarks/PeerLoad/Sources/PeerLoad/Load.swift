/// What a call carries.
public enum Load: String, Sendable {
    /// A small message there and back.
    case echo
    /// ``keyCount`` keys there, as many records of ``recordSize`` bytes back.
    case batch

    /// The keys of a batch.
    public static let keyCount = 100
    /// The bytes of each key.
    public static let keySize = 16
    /// The bytes of each record of a batch.
    public static let recordSize = 300
    /// The bytes in the message of an echo.
    public static let echoSize = 16
}
