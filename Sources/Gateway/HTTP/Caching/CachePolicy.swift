import HTTPTypes
import Hummingbird
import ServiceKit

/// How long clients and shared caches may keep public answers (RFC 9111; the stale directives are RFC 5861's).
struct CachePolicy: Sendable {
    /// The value of `Cache-Control` for everybody.
    let publicDirectives: String

    /// - Parameters:
    ///   - maximumAge: For how long an answer is fresh, in whole seconds.
    ///   - staleWhileRevalidate: For how much longer it may be served while it is fetched anew.
    ///   - staleIfError: For how much longer it may be served while the gateway can't answer.
    init(
        maximumAge: Duration = .seconds(5), staleWhileRevalidate: Duration = .seconds(30),
        staleIfError: Duration = .seconds(300)
    ) {
        publicDirectives =
            "public, max-age=\(maximumAge.components.seconds), "
            + "stale-while-revalidate=\(staleWhileRevalidate.components.seconds), "
            + "stale-if-error=\(staleIfError.components.seconds)"
    }

    /// Says how long an answer of a public route may be kept, unless it has said so itself.
    ///
    /// Who has signed in may have written, and must see it: his answers are his own, and are asked for again each time,
    /// which `ETag` makes cheap.
    func apply(to response: inout Response, isSignedIn: Bool) {
        response.headers.addVary("Authorization")
        guard !response.headers.contains(.cacheControl) else { return }
        response.headers[.cacheControl] = isSignedIn ? "private, no-cache" : publicDirectives
    }
}

extension CachePolicy {
    init(_ settings: SettingsReader) throws(SettingError) {
        self.init(
            maximumAge: try settings.value(Settings.httpMaximumAge),
            staleWhileRevalidate: try settings.value(Settings.httpStaleWhileRevalidate),
            staleIfError: try settings.value(Settings.httpStaleIfError))
    }
}
