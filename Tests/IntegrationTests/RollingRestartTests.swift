import Foundation
import Logging
import Messages
import NIOCore
import RPC
import ServiceKit
import Stubs
import Synchronization
import TestSupport
import Testing

@Suite("Replicas come and go", .timeLimit(.minutes(5)))
struct RollingRestartTests {
    private static let key = "0123456789abcdef0123456789abcdef"

    /// One process of CourseService, which is started again at the same address.
    private struct Replica {
        let address: RPCAddress
        let environment: [String: String]
        let log: URL

        func start() async throws -> ChildProcess {
            let process = try ChildProcess(
                Stack.products.appending(path: "lyceum-course"), [], environment: environment, output: log)
            let client = RPCClient(
                configuration: .init(addresses: [address]),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let options = CallOptions(deadline: .now() + .seconds(60), waitForReady: true)
            var isServing = false
            while !isServing {
                isServing =
                    try await HealthClient(channel: client).check(.make { _ in }, options: options).status == .serving
            }
            return process
        }
    }

    @Test("Each of three replicas is restarted under 64 callers: no call fails, none is lost, none is done twice")
    func rollingRestart() async throws {
        let database = try await ServiceDatabase()
        let directory = FileManager.default.temporaryDirectory.appending(path: "lyceum-rolling-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let ports = try FreePorts.next(6)
        let replicas = (0..<3).map { index in
            // Not where other tests listen: one of them could be given the port of a replica that is away.
            let host = "127.1.0.\(index + 1)"
            let address = RPCAddress.tcp(host: host, port: ports[index])
            return Replica(
                address: address,
                environment: [
                    "PATH": "/usr/bin:/bin", "LYCEUM_COURSE_DATABASE_URL": database.courseURL,
                    "LYCEUM_COURSE_LISTEN": "\(address)", "LYCEUM_IDENTITY_KEY": Self.key,
                    "LYCEUM_COURSE_ADMIN_LISTEN": "\(host):\(ports[3 + index])",
                ], log: directory.appending(path: "\(index).log"))
        }
        var processes: [ChildProcess] = []
        for replica in replicas { processes.append(try await replica.start()) }

        let client = RPCClient(
            configuration: .init(addresses: replicas.map(\.address)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let callers = Callers(channel: client, signer: IdentitySigner(key: SecretBytes(Array(Self.key.utf8))))
        let courses = try await callers.makeCourses(8)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<64 {
                group.addTask {
                    if number < courses.count {
                        try await callers.write(to: courses[number])
                    } else {
                        try await callers.read(courses)
                    }
                }
            }
            for index in replicas.indices {
                processes[index].terminate()
                #expect(try await processes[index].untilExit() == 0)
                let before = callers.reads.load(ordering: .relaxed)
                processes[index] = try await replicas[index].start()
                // Callers went on with the others meanwhile.
                #expect(callers.reads.load(ordering: .relaxed) > before)
            }
            callers.isDone.store(true, ordering: .relaxed)
            try await group.waitForAll()
        }
        for process in processes {
            process.terminate()
            #expect(try await process.untilExit() == 0)
        }
        let lessons = try await database.number("SELECT count(*) FROM course.lessons")
        #expect(lessons == callers.writes.load(ordering: .relaxed))
        #expect(lessons > 0)
    }
}

/// Those who call while replicas are restarted. Any failure ends the test.
private final class Callers: Sendable {
    let isDone = Atomic<Bool>(false)
    let reads = Atomic<Int64>(0)
    let writes = Atomic<Int64>(0)
    private let service: CourseServiceClient
    private let signer: IdentitySigner
    private let author = Identity(userID: UUID(), role: .creator)

    init(channel: any RPCChannel, signer: IdentitySigner) {
        service = CourseServiceClient(channel: channel)
        self.signer = signer
    }

    func makeCourses(_ count: Int) async throws -> [UUID] {
        var courses: [UUID] = []
        for number in 0..<count {
            let request = CourseV1.CreateCourseRequest.make { draft in
                draft.setCourse { edit in
                    edit.title = "Course \(number)"
                    edit.category = "food"
                    edit.level = "beginner"
                }
                draft.creatorName = "Ada"
            }
            courses.append(try await service.createCourse(request, options: signed).id)
        }
        return courses
    }

    /// Adds lessons: each call takes effect once, or the count tells.
    func write(to course: UUID) async throws {
        while !isDone.load(ordering: .relaxed) {
            let request = CourseV1.CreateLessonRequest.make { draft in
                draft.courseID = course
                draft.setLesson { edit in
                    edit.title = "Lesson"
                    edit.kind = "text"
                }
            }
            _ = try await service.createLesson(request, options: signed)
            writes.wrappingAdd(1, ordering: .relaxed)
        }
    }

    func read(_ courses: [UUID]) async throws {
        let request = CourseV1.BatchGetCoursesRequest.make { draft in courses.forEach { draft.addIDs($0) } }
        while !isDone.load(ordering: .relaxed) {
            let options = CallOptions(deadline: .now() + .seconds(30))
            let found = try await service.batchGetCourses(request, options: options).courses
            #expect(found.count == courses.count)
            reads.wrappingAdd(1, ordering: .relaxed)
        }
    }

    private var signed: CallOptions { signer.options(deadline: .now() + .seconds(30), for: author) }
}
