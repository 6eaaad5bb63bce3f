internal import NIOCore

/// How two peers find out that both know more than plain ttrpc.
///
/// The client names the versions that it knows in the metadata of its first call on a connection; a server that knows
/// one of them answers with SETTINGS. A plain peer sees a metadata entry that it does not know, and nothing else.
enum Capabilities {
    static let metadataKey = "lyceum-caps"
    /// The only version so far: SETTINGS, CANCEL, PING, PONG, GOAWAY and WINDOW.
    static let version = "1"

    /// The encoded entry, ready to be put in front of a request's other metadata.
    static let encodedEntry: ByteBuffer = {
        var buffer = ByteBuffer()
        Metadata(dictionaryLiteral: (metadataKey, version)).encode(into: &buffer, as: RequestEnvelope.metadataField)
        return buffer
    }()

    /// Whether a client that offers these versions knows ours. They are separated by commas.
    static func isOurs(_ offer: String) -> Bool {
        offer.split(separator: ",").contains { $0.drop { $0 == " " } == version }
    }
}
