/// Why bytes could not be decoded as a message.
public enum MessageError: Error, Equatable {
    /// The bytes are not a valid encoding of the message.
    case malformed(message: String)
    /// The decoded message would not fit the arena's limit of ``Arena/decodeLimit`` bytes.
    case tooLarge(message: String)
}
