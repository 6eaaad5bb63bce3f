import HTTPTypes
import Hummingbird
import ServiceKit

/// How long clients and shared caches may keep public answers (RFC 9111; the stale directives are RFC 5861's).
struct CachePolicy: Sendable {
    /// For how long an answer is fresh, in whole seconds.
    var maximumAge: Duration = .seconds(5)
    /// For how much longer it may be served while it is fetched anew.
    var staleWhileRevalidate: Duration = .seconds(30)
    /// For how much longer it may be served while the gateway can't answer.
    var staleIfError: Duration = .seconds(300)

    /// The value of `Cache-Control` for everybody.
    var publicDirectives: String {
        "public, max-age=\(maximumAge.components.seconds), "
            + "stale-while-revalidate=\(staleWhileRevalidate.components.seconds), "
            + "stale-if-error=\(staleIfError.components.seconds)"
    }

    /// A handler of a public route whose answers say how long they may be kept, unless they have said so themselves.
    ///
    /// Who has signed in may have written, and must see it: his answers are his own, and are asked for again each time,
    /// which `ETag` makes cheap.
    func applied(to handler: @escaping RouteTable.Handler) -> RouteTable.Handler {
        let everybody = publicDirectives
        return { request, context in
            var response = try await handler(request, context)
            response.headers.addVary("Authorization")
            guard response.headers[.cacheControl] == nil else { return response }
            response.headers[.cacheControl] = context.caller == nil ? everybody : "private, no-cache"
            return response
        }
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
