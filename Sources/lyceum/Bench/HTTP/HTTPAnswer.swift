internal import NIOCore

/// An answer that has been read to its end.
struct HTTPAnswer: Equatable, Sendable {
    /// How much is kept of an answer's body that tells an error.
    static let problemLimit = 16 << 10

    let status: Int
    /// As much of the body as was asked to be kept.
    var body = ByteBuffer()

    /// What kind of error the answer is; nil where it is none.
    var error: LoadError? {
        guard status >= 400 else { return nil }
        guard case .object(let problem)? = try? JSONParser.parse(Array(body.readableBytesView)) else {
            return .status(class: status / 100, problem: nil)
        }
        return .status(class: status / 100, problem: problem["type"]?.scalarText.map { String($0.prefix(80)) })
    }
}
