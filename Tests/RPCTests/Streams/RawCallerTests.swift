import NIOCore
import Synchronization
import Testing

@testable import RPC

@Suite("Streams on the wire, as a caller of another make sees them", .timeLimit(.minutes(1)))
struct RawCallerTests {
    static let offer: Metadata = ["lyceum-caps": "1"]

    @Test("A request without deadline and metadata is answered with data frames, and a data frame that is the end")
    func frames() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.openStream(id: 1, "2")
                for text in ["0", "1"] {
                    let frame = try #require(await peer.nextFrame())
                    #expect(frame.header == FrameHeader(payloadLength: 1, streamID: 1, type: .data, flags: 0))
                    #expect(String(buffer: frame.payload) == text)
                }
                let end = try #require(await peer.nextFrame())
                #expect(end.header == FrameHeader(payloadLength: 0, streamID: 1, type: .data, flags: 0x05))
            }
        }
    }

    @Test("An error ends the stream with a response frame, whether or not there were messages")
    func failure() async throws {
        let service = TestService(stream: { request, _, responses in
            if !request.text.isEmpty { try await responses.write(request) }
            throw Status(code: .notFound)
        })
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.openStream(id: 1)
                #expect(try await peer.nextResponse()?.result.code == .notFound)
                try await peer.openStream(id: 3, "x")
                #expect(await peer.nextFrame()?.header.type == .data)
                let response = try #require(await peer.nextFrame())
                #expect(response.header.type == .response)
                #expect(try ResponseEnvelope.decode(response.payload).code == .notFound)
            }
        }
    }

    @Test("Callers can't stream, and data frames of theirs don't disturb")
    func callerStreams() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                for (id, flags) in [(1, 0x02), (3, 0x03), (5, 0x04), (7, 0xff)] as [(UInt32, UInt8)] {
                    try await peer.sendFrame(id: id, flags: flags, payload: .request(TestService.watch, "1"))
                    #expect(try await peer.nextResponse()?.result.code == .unimplemented)
                }
                try await peer.openStream(id: 9, "1")
                try await peer.sendFrame(.data, id: 9, payload: ByteBuffer(string: "?"))
                try await peer.sendFrame(.data, id: 9, flags: 0x05)
                #expect(await peer.nextFrame()?.header.flags == 0)
                #expect(await peer.nextFrame()?.header.flags == 0x05)
            }
        }
    }

    @Test("A caller that counts is sent what it granted, in the meantime other calls, and more when it grants more")
    func window() async throws {
        let service = TestService(stream: { _, _, responses in
            for _ in 0..<5 { try await responses.write(Blob(byteCount: 65_536)) }
        })
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.openStream(id: 1, metadata: Self.offer)
                #expect(await peer.nextFrame()?.header.type == .settings)
                // Each costs 65,546 of 262,144 bytes; the fourth takes 40 more than are left.
                for _ in 0..<4 { #expect(await peer.nextFrame()?.header.type == .data) }
                for (id, grant) in [(3, 0), (5, 40)] as [(UInt32, UInt32)] {
                    try await peer.sendFrame(.window, id: 1, payload: ByteBuffer(integer: grant))
                    try await peer.request(id: id, "in the meantime")
                    #expect(await peer.nextFrame()?.header.streamID == id)
                }
                try await peer.sendFrame(.window, id: 1, payload: ByteBuffer(integer: UInt32(1)))
                #expect(await peer.nextFrame()?.header.payloadLength == 65_536)
                #expect(await peer.nextFrame()?.header.flags == 0x05)
            }
        }
    }

    @Test("Grants for other calls, of too much and without a number don't disturb")
    func oddGrants() async throws {
        try await TestServer.run(.echo) { server in
            try await RawPeer.run(to: server.address) { peer in
                for id in [0, 1, 2, 99] as [UInt32] {
                    try await peer.sendFrame(.window, id: id, payload: ByteBuffer(integer: UInt32.max))
                }
                try await peer.sendFrame(.window, id: 1)
                try await peer.openStream(id: 1, "3", metadata: Self.offer)
                for _ in 0..<3 { try await peer.sendFrame(.window, id: 1, payload: ByteBuffer(integer: UInt32.max)) }
                var types: [FrameType] = []
                while let frame = await peer.nextFrame() {
                    types.append(frame.header.type)
                    if frame.header.flags == 0x05 { break }
                }
                #expect(types == [.settings, .data, .data, .data, .data])
            }
        }
    }

    @Test("PING, CANCEL and WINDOW of a peer that has not offered the extensions are ignored; later they count")
    func unnegotiated() async throws {
        let release = Signal()
        let service = TestService { request, _ in
            if request.text == "slow" { await release.wait() }
            return request
        }
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                let ping = ByteBuffer(string: "there?")
                try await peer.request(id: 1, "slow")
                try await peer.sendFrame(.ping, id: 1, payload: ping)
                try await peer.sendFrame(.cancel, id: 1)
                try await peer.sendFrame(.window, id: 1, payload: ByteBuffer(integer: UInt32(1)))
                try await peer.request(id: 3, "x", metadata: Self.offer)
                #expect(await peer.nextFrame()?.header.type == .settings)
                #expect(await peer.nextFrame()?.header.streamID == 3)
                release.raise()
                #expect(try await peer.nextResponse()?.result.code == .ok)
                try await peer.sendFrame(.ping, id: 1, payload: ping)
                let pong = try #require(await peer.nextFrame())
                #expect(pong.header.type == .pong)
                #expect(pong.payload == ping)
            }
        }
    }

    @Test("CANCEL ends the handler that waits for credit, and nothing more is sent")
    func cancel() async throws {
        let ended = Signal()
        let service = TestService(stream: { _, _, responses in
            defer { ended.raise() }
            while true { try await responses.write(Blob(byteCount: 65_536)) }
        })
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.openStream(id: 1, metadata: Self.offer)
                for _ in 0..<5 { _ = await peer.nextFrame() }
                try await peer.sendFrame(.cancel, id: 1)
                await ended.wait()
                try await peer.request(id: 3, "x")
                #expect(await peer.nextFrame()?.header.streamID == 3)
            }
        }
    }

    /// The code that the writes end with of a task which the handler made, and which its cancellation does not reach.
    /// - Parameter isToEnd: called when the writes have begun.
    private static func endOfOtherTask(
        timeoutNanoseconds: Int64, _ isToEnd: @Sendable (RawPeer) async throws -> Void
    ) async throws -> Status.Code {
        let code = Box<Status.Code>()
        let (began, ended) = (Signal(), Signal())
        let service = TestService(stream: { _, _, responses in
            began.raise()
            let writing = Task {
                do throws(Status) {
                    while true { try await responses.write(Blob(byteCount: 65_536)) }
                } catch {
                    code.set(error.code)
                    ended.raise()
                }
            }
            await writing.value
        })
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                let payload = ByteBuffer.request(
                    TestService.watch, "", timeoutNanoseconds: timeoutNanoseconds, metadata: offer)
                try await peer.sendFrame(id: 1, flags: 0x01, payload: payload)
                await began.wait()
                try await isToEnd(peer)
                await ended.wait()
            }
        }
        return try code.get()
    }

    @Test("CANCEL also ends the wait of a task that the handler made to write")
    func cancelOfOtherTask() async throws {
        let code = try await Self.endOfOtherTask(timeoutNanoseconds: 0) { peer in
            for _ in 0..<5 { _ = await peer.nextFrame() }
            try await peer.sendFrame(.cancel, id: 1)
        }
        #expect(code == .cancelled)
    }

    @Test("The deadline also ends the wait of a task that the handler made to write")
    func deadlineOfOtherTask() async throws {
        let code = try await Self.endOfOtherTask(timeoutNanoseconds: 2_000_000_000) { _ in }
        #expect(code == .deadlineExceeded)
    }

    @Test("A plain caller that never reads is given up, and until then little waits for it")
    func neverReading() async throws {
        let written = Atomic<Int>(0)
        let ended = Signal()
        let service = TestService(stream: { _, _, responses in
            defer { ended.raise() }
            while true {
                try await responses.write(Blob(byteCount: 65_536))
                written.wrappingAdd(65_536, ordering: .relaxed)
            }
        })
        try await TestServer.run(
            service, configure: { $0.limits.connection.writeTimeout = .milliseconds(300) }
        ) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.setReading(false)
                try await peer.openStream(id: 1)
                await ended.wait()
                // What the kernel takes is most of it.
                #expect(written.load(ordering: .relaxed) < 32 * 1024 * 1024)
            }
        }
    }

    @Test("Many streams of a plain caller that reads late share one small buffer, and all arrive")
    func lateReading() async throws {
        let service = TestService(stream: { request, _, responses in
            for _ in 0..<64 { try await responses.write(Blob(byteCount: 65_536)) }
        })
        try await TestServer.run(service) { server in
            try await RawPeer.run(to: server.address) { peer in
                try await peer.setReading(false)
                for id in stride(from: 1, to: 17, by: 2) { try await peer.openStream(id: UInt32(id)) }
                // Not those in flight: the network may take all of a stream before the last one is opened.
                while !Task.isCancelled, server.server.statistics.startedCalls < 8 { await Task.yield() }
                try await peer.setReading(true)
                var messages: [UInt32: Int] = [:]
                var ends = 0
                while ends < 8, let frame = await peer.nextFrame() {
                    if frame.header.flags == 0x05 {
                        ends += 1
                    } else {
                        messages[frame.header.streamID, default: 0] += 1
                    }
                }
                #expect(messages.count == 8)
                #expect(messages.values.allSatisfy { $0 == 64 })
            }
        }
    }
}
