import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Has the requests of a connection answered, each by a task that ends with its answer, or with the connection.
///
/// No task outlives its request, so that a connection keeps no memory of what its requests needed while it is idle. Answers
/// are sent whole.
final class RequestHandler<Responder: HTTPResponder>: ChannelDuplexHandler, RemovableChannelHandler
where Responder.Context == GatewayContext {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = OutgoingMessage

    private let responder: Responder
    private let logger: Logger
    private let bodyMemory: BodyMemory
    private let metrics: ConnectionMetrics
    private var requests: PipelinedRequests
    /// Bytes that the memory knows of.
    private var heldByteCount = 0
    private var task: Task<Void, Never>?
    private var isReadHeld = false
    /// Whether the connection has ended. The decoder may still have something then.
    private var isGone = false
    private let clock: HTTPClock

    /// - Parameters:
    ///   - bodyLimit: Bytes; the responder gets nothing of a longer body.
    ///   - bodyMemory: For all connections.
    init(
        responder: Responder, bodyLimit: Int, bodyMemory: BodyMemory, metrics: ConnectionMetrics, clock: HTTPClock,
        logger: Logger
    ) {
        self.responder = responder
        self.bodyMemory = bodyMemory
        self.metrics = metrics
        self.clock = clock
        self.logger = logger
        requests = PipelinedRequests(bodyLimit: bodyLimit)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isGone else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            do {
                received(requests.receivedHead(try ReceivedRequest(head)), context)
            } catch let problem as Problem {
                execute(requests.failed(problem, isHead: head.method == .HEAD), context)
            } catch {
                execute(requests.failed(.unreadable(.badRequest), isHead: head.method == .HEAD), context)
            }
        case .body(let bytes):
            received(requests.receivedBody(bytes), context)
        case .end:
            execute(requests.receivedEnd(), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        // More than a field may have, or bytes behind a request to change the protocol, which is the last anyway: the
        // decoder drops what follows.
        case HTTPParserError.headerOverflow, is ByteToMessageDecoderError.PayloadTooLargeError:
            execute(requests.failed(.unreadable(.requestHeaderFieldsTooLarge)), context)
        case is HTTPParserError: execute(requests.failed(.unreadable(.badRequest)), context)
        // What comes behind bytes that could not be read.
        case is ByteToMessageDecoderError: break
        default: context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { execute(requests.inputClosed(), context) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        execute(requests.writabilityChanged(context.channel.isWritable), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isGone = true
        task?.cancel()
        bodyMemory.change(from: heldByteCount, to: 0)
        heldByteCount = 0
    }

    func read(context: ChannelHandlerContext) {
        if requests.wantsMore { context.read() } else { isReadHeld = true }
    }

    /// Tells the memory what is held now. Returns whether there is room for it.
    @discardableResult
    private func countHeld() -> Bool {
        let before = heldByteCount
        heldByteCount = requests.heldByteCount
        return bodyMemory.change(from: before, to: heldByteCount)
    }

    /// Executes what a head or a part of a body led to, unless there is no room for it. An end needs none.
    private func received(_ action: PipelinedRequests.Action, _ context: ChannelHandlerContext) {
        execute(countHeld() ? action : requests.failed(.noRoom), context)
    }

    private func execute(_ action: PipelinedRequests.Action, _ context: ChannelHandlerContext) {
        countHeld()
        switch action {
        case .wait:
            break
        case .answer(let request):
            let (responder, logger, channel) = (responder, logger, context.channel)
            start(context) {
                let context = GatewayContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
                return try await responder.respond(to: Request(request), context: context)
            }
        case .refuse(let problem, let isHead):
            metrics.refused(problem.status)
            start(context) {
                var response = problem.response(instance: nil)
                if isHead { response.dropBody() }
                return response
            }
        case .sendContinue:
            context.writeAndFlush(wrapOutboundOut(.goOn), promise: nil)
        case .closeOutput:
            context.close(mode: .output, promise: nil)
        case .close:
            context.close(promise: nil)
        }
        if isReadHeld && requests.wantsMore {
            isReadHeld = false
            context.read()
        }
    }

    private func start(
        _ context: ChannelHandlerContext, _ response: @escaping @Sendable () async throws -> Response
    ) {
        let connection = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let (loop, logger, clock, isLast) = (context.eventLoop, logger, clock, requests.isLast)
        task = Task {
            let answer = await Answer(logger: logger, clock: clock, isLast: isLast, making: response)
            loop.execute {
                let (handler, context) = connection.value
                handler.finish(answer, context)
            }
        }
    }

    private func finish(_ answer: Answer, _ context: ChannelHandlerContext) {
        task = nil
        guard context.channel.isActive else { return }
        let next = requests.answered()
        countHeld()
        switch next {
        case .close:
            let sent = context.eventLoop.makePromise(of: Void.self)
            sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
            context.writeAndFlush(wrapOutboundOut(.answer(answer)), promise: sent)
        case let action:
            context.writeAndFlush(wrapOutboundOut(.answer(answer)), promise: nil)
            // Sending may have ended the connection, or shown that the client does not read.
            guard context.channel.isActive else { return }
            execute(action == .wait ? requests.next() : action, context)
        }
    }
}
