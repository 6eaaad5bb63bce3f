import FoundationEssentials
import Logging
import NIOCore
import ServiceKit
import Synchronization

@testable import Gateway

/// An issuer whose keys can change and be out of reach.
final class TestIssuer: Sendable {
    static let name = "https://issuer.example"

    private struct State {
        var answer: Result<[UInt8], TokenKeysError>
        var fetches = 0
    }

    private let state: Mutex<State>

    init(_ keys: [IssuerKey]) {
        state = Mutex(State(answer: .success(IssuerKey.set(keys))))
    }

    /// How often the keys were fetched.
    var fetches: Int { state.withLock { $0.fetches } }

    func publish(_ keys: [IssuerKey]) {
        state.withLock { $0.answer = .success(IssuerKey.set(keys)) }
    }

    func fail(with error: TokenKeysError) {
        state.withLock { $0.answer = .failure(error) }
    }

    /// A gateway's copy of the keys, which has not fetched them yet.
    func keyStore() -> TokenKeyStore {
        TokenKeyStore(interval: .seconds(300), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
            () async throws(TokenKeysError) in
            try self.state.withLock { state in
                state.fetches += 1
                return state.answer
            }.get()
        }
    }

    /// A gateway's verifier of the issuer's tokens, with the keys as they are now.
    func verifier() async throws -> TokenVerifier {
        let keys = keyStore()
        try await keys.refresh()
        return TokenVerifier(
            rules: TokenRules(issuer: Self.name, audience: "lyceum"), keys: keys, lengthLimit: 8192,
            verified: VerifiedTokens(limit: 100))
    }

    /// The claims of a token that is accepted now, but for the changes; nil leaves one out.
    static func claims(_ changes: [String: String?] = [:], subject: UUID = UUID()) -> String {
        let now = WallClock.seconds()
        let claims: [String: String?] = [
            "iss": "\"\(name)\"", "aud": "\"lyceum\"", "sub": "\"\(subject.uuidString)\"", "exp": "\(now + 600)",
        ]
        let texts = claims.merging(changes) { _, new in new }.sorted { $0.key < $1.key }
            .compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
        return "{\(texts.joined(separator: ","))}"
    }
}

extension NIODeadline {
    /// Long enough for whatever a test does.
    static var generous: NIODeadline { .now() + .seconds(60) }
}
