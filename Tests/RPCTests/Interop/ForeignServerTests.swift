import Messages
import NIOCore
import RPC
import Stubs
import TestSupport
import Testing

@Suite("Servers of another make", .timeLimit(.minutes(2)))
struct ForeignServerTests {
    private static var waiting: CallOptions {
        CallOptions(deadline: .now() + .seconds(30), waitForReady: true)
    }

    @Test("Go's ttrpc 1.1.1 answers with replies and errors, in many calls at once")
    func go() async throws {
        try await ForeignPeer.go.serve { client in
            #expect(await client.lookUp("a", in: "echo", Self.waiting) == .success("a"))
            #expect(await client.lookUp("a", in: "none").code == .notFound)
            var options = CallOptions.patient
            options.metadata = ["Tenant": "blue"]
            #expect(await client.lookUp("tenant", in: "metadata", options) == .success("blue"))
            let stored = try await CacheServiceClient(channel: client).setMany(
                .make { $0.addEntries { $0.ttlMs = 1 } }, options: .patient)
            #expect(stored.stored == 1)
            await withTaskGroup { group in
                for caller in 0..<64 {
                    group.addTask {
                        for round in 0..<20 {
                            let text = "\(caller)/\(round)"
                            #expect(await client.lookUp(text, in: "echo") == .success(text))
                        }
                    }
                }
            }
        }
    }

    @Test("What Go's ttrpc 1.1.1 refuses, sends too much of or does too late ends that call alone")
    func goFaults() async throws {
        try await ForeignPeer.go.serve { client in
            #expect(await client.lookUp("a", in: "echo", Self.waiting) == .success("a"))
            #expect(await client.lookUp("a", in: "slow", .within(.milliseconds(50))).code == .deadlineExceeded)
            #expect(await client.lookUp("4194304", in: "size").code == .resourceExhausted)
            #expect(await client.lookUp("4000000", in: "size").map(\.utf8.count) == .success(4_000_000))
            let large = String(repeating: "x", count: 4_194_304)
            #expect(await client.lookUp(large, in: "echo").code == .resourceExhausted)
            let unknown = MethodDescriptor(service: "none.Service", name: "None")
            #expect(await client.code("", unknown) == .unimplemented)
            #expect(
                await client.code("", MethodDescriptor(service: "lyceum.cache.v1.CacheService", name: "None"))
                    == .unimplemented)
            #expect(await client.lookUp("a", in: "echo") == .success("a"))
        }
    }

    private static let oddities: [(String, Status.Code)] = [
        ("go, of an unknown service", .unimplemented), ("rust, of an unknown service", .unimplemented),
        ("rust without async, of an unknown method", .unimplemented), ("rust, of another method", .invalidArgument),
        ("an unknown code", .unknown), ("too much", .resourceExhausted),
        ("garbage", .internalError), ("a garbage message", .internalError), ("strays", .ok), ("hang up", .unavailable),
        ("no protocol", .unavailable), ("too much for ever", .resourceExhausted),
    ]

    @Test("Whatever a server answers, the call ends as that says and the next one is right", arguments: oddities)
    func oddity(name: String, code: Status.Code) async throws {
        try await ForeignPeer.python.serve { client in
            #expect(await client.check("", Self.waiting) == .ok)
            #expect(await client.check(name, .patient) == code)
            #expect(await client.check("", Self.waiting) == .ok)
        }
    }

    @Test("A call that a server never answers ends at its deadline, and leaves the connection to others")
    func silence() async throws {
        try await ForeignPeer.python.serve { client in
            #expect(await client.check("", Self.waiting) == .ok)
            #expect(await client.check("silence", .within(.milliseconds(50))) == .deadlineExceeded)
            #expect(await client.check("", .patient) == .ok)
        }
    }

    @Test("A server that drains answers the call in flight, and the one that it refuses is made again elsewhere")
    func drain() async throws {
        try await ForeignPeer.python.serve { (client: RPCClient) in
            #expect(await client.check("", Self.waiting) == .ok)
            async let inFlight = client.check("drain", .patient)
            while !Task.isCancelled, client.statistics.endpoints.map(\.outstandingCalls) != [1] { await Task.yield() }
            #expect(await client.check("", Self.waiting) == .ok)
            #expect(await inFlight == .ok)
            #expect(client.statistics.endpoints.map(\.connects) == [2])
        }
    }

    private static let streams: [(String, [UInt32], Status.Code)] = [
        ("stream", [0, 1, 2, 3], .ok), ("stream, data with its end", [1, 2], .ok),
        ("stream that fails", [1], .unavailable), ("go, of an unknown service", [], .unimplemented),
        ("rust, of an unknown service", [], .unimplemented), ("hang up", [], .unavailable),
    ]

    @Test("A stream's messages arrive in order, and its end is the server's", arguments: streams)
    func stream(name: String, states: [UInt32], code: Status.Code) async throws {
        try await ForeignPeer.python.serve { client in
            #expect(await client.check("", Self.waiting) == .ok)
            let (received, end) = await client.watch(name).readAll()
            #expect(received == states)
            #expect(end == code)
        }
    }

    @Test("A stream of more than its caller reads ends early, and other calls on the connection go on")
    func flood() async throws {
        try await ForeignPeer.python.serve { (client: RPCClient) in
            #expect(await client.check("", Self.waiting) == .ok)
            let stream = client.watch("flood")
            for try await _ in stream { break }
            // Behind the flood.
            #expect(await client.check("", .patient) == .ok)
            #expect(await stream.readAll().code == .resourceExhausted)
            #expect(await client.check("", .patient) == .ok)
            #expect(client.statistics.endpoints.map(\.connects) == [1])
        }
    }
}

extension ForeignPeer {
    /// Runs the body with a client of the peer's server.
    fileprivate func serve(_ body: @Sendable (RPCClient) async throws -> Void) async throws {
        try await serve { (socket: String) in try await withClient(of: [.unix(path: socket)], body) }
    }
}

extension RPCClient {
    /// The value of one key, or what the call failed with.
    fileprivate func lookUp(
        _ key: String, in keyspace: String, _ options: CallOptions = .patient
    ) async -> Result<String, Status> {
        let request = CacheV1.GetManyRequest.make { draft in
            draft.keyspace = keyspace
            draft.addKeys(ByteBuffer(string: key))
        }
        do throws(Status) {
            let response = try await CacheServiceClient(channel: self).getMany(request, options: options)
            return .success(response.lookups.first.map { String(buffer: $0.value) } ?? "")
        } catch {
            return .failure(error)
        }
    }

    /// The code of a health check.
    fileprivate func check(_ service: String, _ options: CallOptions) async -> Status.Code {
        do throws(Status) {
            _ = try await HealthClient(channel: self).check(.make { $0.service = service }, options: options)
            return .ok
        } catch {
            return error.code
        }
    }

    /// The changes of a health.
    fileprivate func watch(_ service: String) -> ResponseStream<HealthV1.HealthCheckResponse> {
        HealthClient(channel: self).watch(.make { $0.service = service }, options: .patient)
    }
}

extension ResponseStream<HealthV1.HealthCheckResponse> {
    /// Reads to the end: the states, and the code that the stream ends with.
    fileprivate func readAll() async -> (states: [UInt32?], code: Status.Code) {
        var states: [UInt32?] = []
        do throws(Status) {
            for try await response in self { states.append(response.status?.rawValue) }
            return (states, .ok)
        } catch {
            return (states, error.code)
        }
    }
}
