internal import NIOCore

/// How one attempt of a call ended on its connection.
enum CallOutcome: Sendable {
    /// The server answered with a message's bytes.
    case reply(ByteBuffer)
    /// The call failed, and trying again is not this client's business.
    case failed(Status)
    /// The connection ended, and the call certainly did not run.
    case unsent
    /// The connection ended, and the call may have run. The reason is there if this side closed it.
    case lost(because: String?)
}

extension CallOutcome {
    /// How a call failed that may have run.
    var failure: Status? {
        switch self {
        case .failed(let status): status
        case .lost(let reason): .connectionLost(because: reason)
        case .reply, .unsent: nil
        }
    }

    /// Reads the payload of a response frame.
    init(response payload: ByteBuffer, trailers: inout ResponseTrailers) {
        do {
            let result = try ResponseEnvelope.decode(payload, trailers: &trailers)
            switch result {
            case _ where trailers.metadata.exceedsLimits:
                trailers.metadata = Metadata()
                self = .failed(.metadataTooLarge)
            case .success(let message): self = .reply(message)
            case .failure(let status): self = .failed(status)
            }
        } catch {
            trailers.metadata = Metadata()
            self = .failed(.malformedResponse)
        }
    }
}
