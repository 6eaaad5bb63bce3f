import Foundation
import Loader
import Messages
import NIOCore
import RPC
import Stubs

/// Look-ups of single courses, one at a time.
struct LookUps {
    private let courses: CourseServiceClient
    private let loader: Loader<UUID, CourseV1.Course?>

    init(courses: CourseServiceClient) throws {
        self.courses = courses
        // As the gateway's.
        loader = Loader(configuration: try LoaderConfiguration(name: "path", slots: 1)) { ids, _ in
            let found = try await Self.fetch(ids, courses)
            return ids.map { .success(found[$0]) }
        }
    }

    private static func fetch(_ ids: [UUID], _ courses: CourseServiceClient) async throws -> [UUID: CourseV1.Course] {
        let request = CourseV1.BatchGetCoursesRequest.make { draft in ids.forEach { draft.addIDs($0) } }
        let response = try await courses.batchGetCourses(request, options: CallOptions(deadline: .now() + .seconds(30)))
        return Dictionary(response.courses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The median latencies of so many look-ups of random courses each way, made on the default executor as requests are.
    @concurrent
    func medians(of ids: [UUID], count: Int) async throws -> (unbatched: Duration, batched: Duration) {
        var (unbatched, batched): ([Duration], [Duration]) = ([], [])
        for number in 0..<count {
            let id = ids[Int.random(in: ids.indices)]
            // Who asks first warms the rows for the other.
            if number.isMultiple(of: 2) {
                unbatched.append(try await self.unbatched(id))
                batched.append(try await self.batched(id))
            } else {
                batched.append(try await self.batched(id))
                unbatched.append(try await self.unbatched(id))
            }
        }
        return (unbatched.sorted()[count / 2], batched.sorted()[count / 2])
    }

    private func unbatched(_ id: UUID) async throws -> Duration {
        let start = ContinuousClock.now
        _ = try await Self.fetch([id], courses)[id]
        return .now - start
    }

    private func batched(_ id: UUID) async throws -> Duration {
        let start = ContinuousClock.now
        _ = try await loader.load(id, deadline: .now() + .seconds(30))
        return .now - start
    }
}
