import NIOCore
import ServiceKit

/// The limits of the gateway's HTTP side.
struct GatewayConfiguration: Sendable {
    var address: HostPort
    /// The most time for a request.
    var requestTimeout: TimeAmount = .seconds(5)
    /// The least time for a change itself, as far as `requestTimeout` allows, whatever its client asks for.
    var shortestWrite: TimeAmount = .seconds(1)
    /// Bytes.
    var bodyLimit = 1 << 20
    /// For the bodies of all requests at once, and the heads of those that wait for others.
    var bodyMemory = BodyMemory(limit: 256 << 20)
    /// Bytes, over all header fields of a request.
    var headerLimit = 16 << 10
    /// How long a connection may be open without a request.
    var idleTimeout: TimeAmount = .seconds(60)
    /// How long a client may take to send the head of a request, to send the rest, and to accept an answer.
    var receiveTimeout: TimeAmount = .seconds(10)
    /// How long a connection without a request stays open when the gateway is to stop.
    var drainGrace: TimeAmount = .seconds(2)
    var maximumConnections = 10_000
    /// A request that takes longer is logged.
    var slowRequest: TimeAmount = .seconds(1)
    var caching = CachePolicy()
    /// Whether answers are compressed for clients that take it.
    var compresses = true
    var crossOrigin = CrossOriginPolicy.nobody
    /// Nil where clients may ask for as much as they like.
    var rateLimiter: RateLimiter?
    /// Nil where each answer is made anew.
    var nearCache: NearCache?
    /// Signs cursors.
    var cursorKey: [UInt8]
}

extension GatewayConfiguration {
    init(_ settings: SettingsReader) throws(SettingError) {
        var random = SystemRandomNumberGenerator()
        self.init(
            address: HostPort(
                host: try settings.value(Settings.httpHost), port: try settings.value(Settings.httpPort)),
            requestTimeout: TimeAmount(try settings.value(Settings.requestDeadline)),
            bodyLimit: try settings.value(Settings.httpBodyLimit),
            bodyMemory: BodyMemory(limit: try settings.value(Settings.httpBodyMemory)),
            headerLimit: try settings.value(Settings.httpHeaderLimit),
            idleTimeout: TimeAmount(try settings.value(Settings.httpIdleTimeout)),
            receiveTimeout: TimeAmount(try settings.value(Settings.httpReceiveTimeout)),
            drainGrace: TimeAmount(try settings.value(Settings.httpDrainGrace)),
            maximumConnections: try settings.value(Settings.httpMaximumConnections),
            slowRequest: TimeAmount(try settings.value(Settings.httpSlowRequest)),
            caching: try CachePolicy(settings),
            compresses: try settings.value(Settings.httpCompression),
            crossOrigin: try CrossOriginPolicy(settings),
            rateLimiter: try RateLimiter(settings),
            nearCache: try NearCache(settings),
            cursorKey: try settings.value(Settings.cursorKey)?.revealed
                ?? (0..<32).map { _ in .random(in: 0...255, using: &random) })
    }
}
