import NIOCore
import Testing

@testable import RPC

@Suite("Calls within a process", .timeLimit(.minutes(1)))
struct InProcessTests {
    @Test("A call gets its reply, and its errors as over a connection")
    func calls() async throws {
        struct Secret: Error {}
        let channel = InProcessChannel(services: [
            TestService { request, _ in
                if request.text == "secret" { throw Secret() }
                if request.text == "status" { throw Status(code: .notFound, message: "no") }
                var reply = request
                reply.sizeError = request.text == "lie" ? 1 : 0
                return reply
            }
        ])
        let reply = try await channel.call("hello")
        #expect(reply == "hello")
        #expect(await channel.code("secret") == .unknown)
        #expect(await channel.code("status") == .notFound)
        #expect(await channel.code("lie") == .internalError)
        #expect(await channel.code("", MethodDescriptor(service: "test.Service", name: "No")) == .unimplemented)
        #expect(await channel.code(String(repeating: "x", count: 4 * 1024 * 1024)) == .resourceExhausted)
    }

    @Test("The deadline ends the call and cancels the handler")
    func deadline() async {
        let (started, cancelled) = (Signal(), Signal())
        let channel = InProcessChannel(services: [
            TestService { request, _ in
                started.raise()
                do { try await suspendUntilCancelled() } catch { cancelled.raise() }
                return request
            }
        ])
        // On a busy machine a call may expire before it gets that far.
        while !started.isRaised {
            #expect(await channel.code("", TestService.read, .within(.milliseconds(20))) == .deadlineExceeded)
        }
        await cancelled.wait()
        #expect(await channel.code("", TestService.read, .within(.zero)) == .deadlineExceeded)
    }

    @Test("The caller's cancellation ends the call and cancels the handler")
    func cancellation() async {
        let (started, cancelled) = (Signal(), Signal())
        let channel = InProcessChannel(services: [
            TestService { request, _ in
                started.raise()
                do { try await suspendUntilCancelled() } catch { cancelled.raise() }
                return request
            }
        ])
        let call = Task { await channel.code() }
        await started.wait()
        call.cancel()
        #expect(await call.value == .cancelled)
        await cancelled.wait()
    }

    @Test("Calls beyond the limit are RESOURCE_EXHAUSTED, and told when to come back, as over a connection")
    func limit() async {
        let (started, release) = (Signal(), Signal())
        let service = TestService { request, _ in
            started.raise()
            await release.wait()
            return request
        }
        let channel = InProcessChannel(services: [service], callLimit: 1)
        async let first = channel.code()
        await started.wait()
        let refusal = await #expect(throws: Status.self) { try await channel.call() }
        #expect(refusal == .serverBusy)
        release.raise()
        #expect(await first == .ok)
    }
}
