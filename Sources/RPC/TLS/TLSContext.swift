public import Logging
internal import NIOCore
internal import NIOSSL
public import ServiceLifecycle
import Synchronization

/// The TLS of a server; see ``TLSContext``.
public typealias ServerTLS = TLSContext<ServerTLSConfiguration>
/// The TLS of clients; see ``TLSContext``.
public typealias ClientTLS = TLSContext<ClientTLSConfiguration>

/// Certificates, keys and trusted authorities as they were last read from their files.
///
/// While it runs it watches the files: when one has changed, all are read again, and connections made from then on use
/// them; those that exist keep what they have. New files that can't be used are logged, and the old ones stay in use. Any
/// number of servers or clients may share one.
public final class TLSContext<Configuration: Sendable>: Service {
    private struct State {
        var context: NIOSSLContext
        /// What the files looked like when they were last read, whether they could be used or not.
        var stamps: [FileStamp?]
        /// Whether they could be used.
        var isLoaded = true
    }

    let configuration: Configuration
    private let files: [String]
    private let interval: Duration
    private let logger: Logger
    private let load: @Sendable () throws(TLSFileError) -> TLSConfiguration
    private let state: Mutex<State>

    fileprivate init(
        _ configuration: Configuration, files: [String], interval: Duration, logger: Logger,
        load: @escaping @Sendable () throws(TLSFileError) -> TLSConfiguration
    ) throws(TLSFileError) {
        self.configuration = configuration
        self.files = files
        self.interval = interval
        self.logger = logger
        self.load = load
        let stamps = files.map(FileStamp.init)
        state = Mutex(State(context: try Self.context(files, load), stamps: stamps))
    }

    /// What a new connection uses.
    var current: NIOSSLContext { state.withLock { $0.context } }

    /// Reads the files again, whether they have changed or not.
    ///
    /// - Throws: What is wrong with them; the old ones stay in use then.
    public func reload() throws(TLSFileError) {
        // Taken before the files are read: one that is written meanwhile will differ.
        let stamps = files.map(FileStamp.init)
        state.withLock { state in
            state.stamps = stamps
            state.isLoaded = false
        }
        let context = try Self.context(files, load)
        state.withLock { state in
            state.context = context
            state.isLoaded = true
        }
        logger.info("TLS certificates were read again", metadata: ["files": "\(files)"])
    }

    /// Watches the files until the graceful shutdown or the task's cancellation.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: self.interval)
                self.reloadIfChanged()
            }
        }
    }

    /// Reads the files again if they have changed since they were last read, or could not be used then: what was in the
    /// way, such as who may read them, may be gone without a change of the files.
    func reloadIfChanged() {
        let stamps = files.map(FileStamp.init)
        let (isChanged, isLoaded) = state.withLock { ($0.stamps != stamps, $0.isLoaded) }
        guard isChanged || !isLoaded else { return }
        do {
            try reload()
        } catch {
            // Once for each state of the files.
            guard isChanged else { return }
            logger.error(
                "New TLS files can't be used, the old ones stay in use", metadata: ["problem": "\(error)"])
        }
    }

    private static func context(
        _ files: [String], _ load: () throws(TLSFileError) -> TLSConfiguration
    ) throws(TLSFileError) -> NIOSSLContext {
        var configuration = try load()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = [TLSHandshake.applicationProtocol]
        // A peer that does not take leave is not waited for.
        configuration.shutdownTimeout = .seconds(1)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSFileError(file: files.joined(separator: ", "), problem: "hold a certificate and another one's key")
        }
    }
}

extension TLSContext where Configuration == ServerTLSConfiguration {
    /// Reads the files.
    ///
    /// - Throws: What is wrong with them.
    public convenience init(_ configuration: Configuration, logger: Logger) throws(TLSFileError) {
        try self.init(
            configuration, files: configuration.files, interval: configuration.reloadInterval, logger: logger,
            load: configuration.load)
    }
}

extension TLSContext where Configuration == ClientTLSConfiguration {
    /// Reads the files.
    ///
    /// - Throws: What is wrong with them.
    public convenience init(_ configuration: Configuration, logger: Logger) throws(TLSFileError) {
        try self.init(
            configuration, files: configuration.files, interval: configuration.reloadInterval, logger: logger,
            load: configuration.load)
    }
}
