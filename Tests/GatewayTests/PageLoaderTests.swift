import Messages
import NIOCore
import RPC
import Stubs
import Synchronization
import TestSupport
import Testing

@testable import Gateway

@Suite("Pages that several requests want at the same time", .timeLimit(.minutes(1)))
struct PageLoaderTests {
    typealias Loader = PageLoader<CourseV1.ListCoursesRequest, CourseV1.ListCoursesResponse>

    /// Answers when it is told to, with how often it has been asked.
    private final class Owner: Sendable {
        private let calls = Mutex<[CheckedContinuation<Status?, Never>]>([])

        var callCount: Int { calls.withLock(\.count) }

        func answer(_ request: CourseV1.ListCoursesRequest) async throws(Status) -> CourseV1.ListCoursesResponse {
            let number = callCount + 1
            let failure = await withCheckedContinuation { call in calls.withLock { $0.append(call) } }
            if let failure { throw failure }
            return .make { $0.totalItems = Int64(number) }
        }

        func finish(_ index: Int, with failure: Status? = nil) {
            calls.withLock { $0[index] }.resume(returning: failure)
        }

        func wasCalled(_ count: Int) async throws {
            try await eventually { callCount >= count }
        }
    }

    private let owner = Owner()
    private let loader: Loader

    init() throws {
        // Without end, so that a call is joined however long a busy machine takes to ask for it again.
        loader = try Loader("ListCourses", initialRoundTrip: .seconds(600)) { [owner] (request, _) throws(Status) in
            try await owner.answer(request)
        }
    }

    /// Asks for a page, and returns its number.
    private func load(page: Int32 = 1) async throws -> Int64 {
        let request = CourseV1.ListCoursesRequest.make { $0.page = page }
        return try await loader.load(request, deadline: .now() + .seconds(60)).page.totalItems
    }

    /// What a request asked of backends, and its page's number.
    private func accountedLoad() async throws -> (number: Int64, account: String) {
        let account = RequestAccount()
        let number = try await RequestAccount.$current.withValue(account) { try await load() }
        return (number, account.header(total: .zero))
    }

    @Test("Equal ones share a call, which each counts as its own")
    func shared() async throws {
        // A task that begins at once has asked when it is made.
        let loads = (0..<2).map { _ in Task.immediate { try await accountedLoad() } }
        try await owner.wasCalled(1)
        let other = Task.immediate { try await load(page: 2) }
        try await owner.wasCalled(2)
        owner.finish(0)
        for load in loads {
            let answer = try await load.value
            #expect(answer.number == 1)
            #expect(answer.account.contains("calls=1"))
        }
        owner.finish(1)
        #expect(try await other.value == 2)
    }

    @Test("What all who share a page show of it is written once, and what one shows differently for him")
    func writtenOnce() async throws {
        let request = CourseV1.ListCoursesRequest.make { $0.page = 1 }
        let loads = (0..<2).map { _ in
            Task.immediate { try await loader.load(request, deadline: .now() + .seconds(60)) }
        }
        try await owner.wasCalled(1)
        owner.finish(0)
        for (index, load) in loads.enumerated() {
            let page = try await load.value
            let own = page.json(isForAll: false, capacity: 64) { $0.value("own \(index)") }
            let forAll = page.json(isForAll: true, capacity: 64) { $0.value(Int64(index)) }
            #expect(String(buffer: own) == "\"own \(index)\"")
            #expect(String(buffer: forAll) == "0")
        }
    }

    @Test("Nothing is kept: who asks after the answer makes a call")
    func sequential() async throws {
        for number in 1...2 {
            let page = Task.immediate { try await load() }
            try await owner.wasCalled(number)
            owner.finish(number - 1)
            #expect(try await page.value == Int64(number))
        }
    }

    @Test("Who asks after a write does not share a call that was made before")
    func written() async throws {
        let before = Task.immediate { try await load() }
        try await owner.wasCalled(1)
        loader.written()
        let after = Task.immediate { try await load() }
        try await owner.wasCalled(2)
        owner.finish(1)
        #expect(try await after.value == 2)
        owner.finish(0)
        #expect(try await before.value == 1)
    }

    @Test("A failure reaches all who share the call, and the next one asks anew")
    func failure() async throws {
        let loads = (0..<2).map { _ in Task.immediate { try await load() } }
        try await owner.wasCalled(1)
        owner.finish(0, with: Status(code: .unavailable, message: "away"))
        for load in loads {
            let error = await #expect(throws: Status.self) { try await load.value }
            #expect(error?.code == .unavailable)
        }
        let next = Task.immediate { try await load() }
        try await owner.wasCalled(2)
        owner.finish(1)
        #expect(try await next.value == 2)
    }
}
