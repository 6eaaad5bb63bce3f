internal import NIOSSL

/// Why two sides did not agree to speak TLS, in words for the operator of either.
struct TLSHandshakeError: Error, Equatable, CustomStringConvertible {
    let description: String

    private init(_ reason: String) {
        description = "TLS handshake failed: \(reason)"
    }

    static let timedOut = TLSHandshakeError("the peer took too long")
    static let closed = TLSHandshakeError("the peer closed the connection, as one does that speaks plain text")

    /// What BoringSSL says, in words where it is a case that operators meet.
    init(_ error: any Error) {
        let text = "\(error)"
        if error as? NIOSSLError == .uncleanShutdown || text.contains("EOF during handshake") {
            self = .closed
            return
        }
        let known = Self.reasons.first { text.contains($0.mark) }
        self.init(known?.reason ?? text)
    }

    /// Which marks of an error's text mean what; the first match counts.
    private static let reasons: [(mark: String, reason: String)] = [
        ("CERTIFICATE_VERIFY_FAILED", "the peer's certificate has expired, or no trusted authority has signed it"),
        ("unableToValidateCertificate", "the peer's certificate has another name than the one expected"),
        ("failedToValidateHostname", "the peer's certificate has another name than the one expected"),
        ("PEER_DID_NOT_RETURN_A_CERTIFICATE", "the peer showed no certificate"),
        ("CERTIFICATE_REQUIRED", "the peer requires a certificate"),
        ("ALERT_UNKNOWN_CA", "the peer does not trust the authority of our certificate"),
        ("ALERT_CERTIFICATE_EXPIRED", "the peer says that our certificate has expired"),
        ("ALERT_BAD_CERTIFICATE", "the peer does not accept our certificate"),
        ("ALERT_CERTIFICATE_UNKNOWN", "the peer does not accept our certificate"),
        ("ALERT_PROTOCOL_VERSION", "the peer does not accept our version of TLS"),
        ("UNSUPPORTED_PROTOCOL", "the peer's version of TLS is too old"),
        ("WRONG_VERSION_NUMBER", "the peer does not speak TLS"),
        ("HTTP_REQUEST", "the peer does not speak TLS"),
    ]
}

extension TLSHandshakeError {
    /// What an error says of TLS that came after this side's handshake was done: in TLS 1.3 a server judges the client's
    /// certificate only then. Nil for errors of other kinds.
    static func after(_ error: any Error) -> TLSHandshakeError? {
        guard error is NIOSSLError || error is BoringSSLError, error as? NIOSSLError != .uncleanShutdown else {
            return nil
        }
        return TLSHandshakeError(error)
    }
}
