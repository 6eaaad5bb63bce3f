import Hummingbird
import Logging
import NIOCore

/// What a handler knows of the request besides the request itself.
struct GatewayContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection.
    let channel: any Channel
    /// When the request was taken up.
    let started: NIODeadline
    /// When the client is answered in any case, but for a change that has more time; set by ``RequestMiddleware``.
    var deadline: NIODeadline
    /// Until when the outcome of a change is waited for; set by ``RequestMiddleware``.
    var writeDeadline: NIODeadline
    /// Who makes the request, as the token tells; nil for nobody in particular. Set by ``RequestMiddleware``. What is a
    /// caller's alone is for ``caller(atLeast:)``.
    var caller: Caller?
    /// Where the answer is to be kept; nil where it isn't. Set by ``RequestMiddleware``.
    var fill: NearCacheFill?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        started = .now()
        deadline = .distantFuture
        writeDeadline = .distantFuture
    }
}
