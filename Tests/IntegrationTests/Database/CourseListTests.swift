import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import CourseService

/// Lists compared with what sorting and filtering all courses in memory gives.
@Suite("Lists of courses")
struct CourseListTests {
    @Test("every order and set of filters shows the right courses in the right order, by pages and by cursors")
    func reference() async throws {
        let (store, catalogue) = try await filled(seed: 5, courses: 240)
        var random = SplitMix64(state: 6)
        for sort in CourseSort.allCases {
            for filter in catalogue.filters(using: &random) {
                let expected = catalogue.matches(filter, in: sort)
                let query = CourseListQuery(filter: filter, sort: sort, limit: Int.random(in: 1...30, using: &random))
                let byPage = try await walk(store, query, total: expected.count) { page, number in
                    page.end == nil ? nil : .offset(Int64(number * query.limit))
                }
                let byCursor = try await walk(store, query, total: expected.count) { page, _ in
                    page.end.map { .after($0) }
                }
                #expect(byPage == expected, "\(sort) \(filter)")
                #expect(byCursor == expected, "\(sort) \(filter)")
            }
        }
    }

    @Test("a page behind the end is empty and has the total")
    func behindTheEnd() async throws {
        let (store, catalogue) = try await filled(seed: 7, courses: 40)
        for filter in [CourseFilter(), CourseFilter(words: catalogue.words[0])] {
            let query = CourseListQuery(filter: filter, start: .offset(5_000), limit: 10)
            let page = try await store.list(query, deadline: .testLimit)
            #expect(page.courses.isEmpty)
            #expect(page.total == Int64(catalogue.matches(filter, in: .newest).count))
            #expect(page.end == nil)
        }
    }

    @Test("words that are too common to count are found by walking, and the total is capped")
    func commonWords() async throws {
        let database = try await ServiceDatabase()
        let store = CourseStore(postgres: database.course)
        try await database.run(
            """
            INSERT INTO course.creators (id, name) VALUES (md5('c')::uuid, 'C');
            INSERT INTO course.courses (id, creator_id, title, category, level, status, published_at)
            SELECT md5(n::text)::uuid, md5('c')::uuid, 'Quartz ' || n, 'c', 'beginner', 'published',
                timestamptz '2024-01-01' + n * interval '1 second'
            FROM generate_series(1, 10050) n
            """)
        for filter in [CourseFilter(words: "quartz"), CourseFilter(creatorID: try await store.onlyCreator())] {
            var seen: [UUID] = []
            for start in [0, 40, 9_960] as [Int64] {
                let query = CourseListQuery(filter: filter, start: .offset(start), limit: 40)
                let page = try await store.list(query, deadline: .testLimit)
                #expect(page.total == 10_000)
                #expect(page.totalIsCapped)
                seen += try page.courses.map { try $0.position(in: .newest).id }
                if start == 0 {
                    let next = CourseListQuery(filter: filter, start: .after(try #require(page.end)), limit: 40)
                    let second = try await store.list(next, deadline: .testLimit)
                    #expect(try second.courses.map { try $0.position(in: .newest).id }.count == 40)
                }
            }
            let expected = try await store.list(CourseListQuery(limit: 80), deadline: .testLimit)
            #expect(seen.count == 120)
            #expect(Set(seen).count == 120)
            #expect(try Array(seen.prefix(80)) == expected.courses.map { try $0.position(in: .newest).id })
        }
    }

    private func filled(seed: UInt64, courses: Int) async throws -> (CourseStore, ReferenceCatalogue) {
        let database = try await ServiceDatabase()
        let catalogue = ReferenceCatalogue(seed: seed, count: courses)
        try await database.run(catalogue.insertion)
        return (CourseStore(postgres: database.course), catalogue)
    }

    /// Follows a list to its end; `next` says where the next page starts.
    private func walk(
        _ store: CourseStore, _ query: CourseListQuery, total: Int,
        _ next: (CourseListPage, Int) -> CourseListQuery.Start?
    ) async throws -> [UUID] {
        var query = query
        var found: [UUID] = []
        for number in 1...500 {
            let page = try await store.list(query, deadline: .testLimit)
            #expect(page.total == Int64(total))
            #expect(!page.totalIsCapped)
            #expect(page.courses.count <= query.limit)
            found += try page.courses.map { try $0.position(in: query.sort).id }
            guard let start = next(page, number) else { return found }
            query.start = start
        }
        Issue.record("The walk does not end")
        return found
    }
}

extension CourseStore {
    fileprivate func onlyCreator() async throws -> UUID {
        try await postgres.read(.once("SELECT id FROM course.creators"), deadline: .testLimit).rows[0].uuid(0)
    }
}
