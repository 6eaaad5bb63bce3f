import Testing

@testable import Loader

@Suite("One loader for each authorisation scope")
struct LoaderPartitionsTests {
    private static func partitions() throws -> LoaderPartitions<String, Int, String> {
        LoaderPartitions(configuration: try LoaderConfiguration(name: "scoped")) { keys, scope, _ in
            keys.map { .success("\($0) as \(scope) sees it") }
        }
    }

    @Test("Each scope gets its own values, for the same keys at the same time")
    func separate() async throws {
        let partitions = try Self.partitions()
        await withTaskGroup(of: Void.self) { group in
            for user in 0..<100 {
                group.addTask {
                    let loader = partitions.loader(for: "user \(user % 10)")
                    let values = await loader.loadMany([1, 2], deadline: .farAway).inWords
                    #expect(values == ["1 as user \(user % 10) sees it", "2 as user \(user % 10) sees it"])
                }
            }
        }
    }

    @Test("Callers of one scope share a loader while one of them uses it")
    func shared() throws {
        let partitions = try Self.partitions()
        let loader = partitions.loader(for: "a")
        #expect(partitions.loader(for: "a") === loader)
        #expect(partitions.loader(for: "b") !== loader)
    }

    @Test("Scopes that nobody uses any more are forgotten; those in use are not")
    func forgotten() throws {
        let partitions = try Self.partitions()
        let kept = partitions.loader(for: "kept")
        for user in 0..<1_000 { _ = partitions.loader(for: "user \(user)") }
        #expect(partitions.scopeCount < 40)
        #expect(partitions.loader(for: "kept") === kept)
    }

    @Test("A loader that nobody keeps goes on until its loads are answered")
    func temporary() async throws {
        let partitions = try Self.partitions()
        #expect(try await partitions.loader(for: "a").load(1, deadline: .farAway) == "1 as a sees it")
    }
}
