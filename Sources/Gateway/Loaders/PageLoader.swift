import Loader
import Messages
import NIOCore
import RPC
import ServiceKit
import Synchronization

/// Reads pages that everybody may see: who asks for the same page while it is under way shares the call.
///
/// Unlike entities, pages are not asked for many at once. Pages that differ are under way side by side.
final class PageLoader<Request: Message, Page: Message>: Sendable {
    /// Asks the owner.
    typealias Owner = @Sendable (Request, CallOptions) async throws(Status) -> Page

    private struct Key: Hashable, Sendable {
        let request: Request
        private let bytes: ByteBuffer

        init(_ request: Request) {
            self.request = request
            var bytes = ByteBuffer()
            request.encode(into: &bytes)
            self.bytes = bytes
        }

        static func == (one: Key, other: Key) -> Bool { one.bytes == other.bytes }
        func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
    }

    private struct Answer: Sendable {
        let page: SharedPage<Page>
        let batch: BatchStamp
    }

    /// The most calls under way; more wait.
    private static var callLimit: Int { 64 }

    /// How metrics and `Server-Timing` call it: the method's name.
    private let name: String
    private let loader: Loader<Key, Answer>
    private let lastWrite = Mutex<NIODeadline?>(nil)

    /// - Parameter initialRoundTrip: How long a call is assumed to take at first: nobody joins one that takes much
    ///   longer.
    init(
        _ name: String, initialRoundTrip: TimeAmount = .milliseconds(5), owner: @escaping Owner
    ) throws(LoaderConfigurationError) {
        self.name = name
        loader = Loader(
            configuration: try LoaderConfiguration(
                name: name, maximumBatchSize: 1, slots: Self.callLimit, initialRoundTrip: initialRoundTrip),
            observer: LoaderMetrics(loader: name)
        ) { keys, context in
            var answers: [Result<Answer, any Error>] = []
            for key in keys {
                let batch = BatchStamp.next()
                do {
                    let page = try await owner(key.request, CallOptions(deadline: context.deadline))
                    answers.append(.success(Answer(page: SharedPage(page), batch: batch)))
                } catch {
                    throw FailedCall(error: error, batch: batch)
                }
            }
            return answers
        }
    }

    /// Reads a page.
    ///
    /// - Throws: a `Status` from the backend, or a `LoaderError`.
    func load(_ request: Request, deadline: NIODeadline) async throws -> SharedPage<Page> {
        let askedAt = NIODeadline.now()
        var batch: BatchStamp?
        defer {
            RequestAccount.current?.record(name) { tally in
                if let batch { tally.countCall(batch, askedAt: askedAt) }
                tally.countWait(.now() - askedAt)
            }
        }
        do {
            let answer = try await loader.load(
                Key(request), deadline: deadline, notBefore: lastWrite.withLock { $0 })
            batch = answer.batch
            return answer.page
        } catch let failed as FailedCall {
            batch = failed.batch
            throw failed.error
        }
    }

    /// Notes that what pages show was changed: who asks from now on does not share a call that was made before.
    func written() {
        lastWrite.withLock { $0 = .now() }
    }
}
