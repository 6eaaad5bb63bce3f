internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import ServiceKit

/// The server that a load is made for, seen from one event loop.
struct LoadTarget: Sendable {
    static let connectTimeout = TimeAmount.seconds(5)

    let name: HostPort
    let loop: any EventLoop
    private let address: SocketAddress

    /// Looks the name up, which may take seconds.
    ///
    /// - Throws: ``BenchFailure/unreachable(address:reason:)``
    init(_ name: HostPort, on loop: any EventLoop) throws(BenchFailure) {
        self.name = name
        self.loop = loop
        do {
            address = try SocketAddress.makeAddressResolvingHost(name.host, port: name.port)
        } catch {
            throw .unreachable(address: name, reason: "\(error)")
        }
    }

    /// The head of a GET request.
    func head(_ path: String, token: String? = nil) -> HTTPRequestHead {
        var headers: HTTPHeaders = ["host": "\(name)", "accept": "application/json", "user-agent": "lyceum-bench"]
        if let token { headers.add(name: "authorization", value: "Bearer \(token)") }
        return HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: headers)
    }

    /// Connects. To be called on the event loop, on which the result is.
    func connection(
        bodyLimit: Int, closed: @escaping (HTTPConnection) -> Void
    ) -> EventLoopFuture<HTTPConnection>.Isolated {
        ClientBootstrap(group: loop)
            .connectTimeout(Self.connectTimeout)
            .connect(to: address)
            .assumeIsolated()
            .flatMapThrowing { channel in
                let pipeline = channel.pipeline.syncOperations
                try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                let connection = HTTPConnection(bodyLimit: bodyLimit, closed: closed)
                try pipeline.addHandler(connection)
                return connection
            }
    }
}
