import Messages
import NIOCore
import Testing

@testable import Gateway

@Suite("A page in the views of those who share it")
struct SharedPageTests {
    private let response = CourseV1.ListPopularCoursesResponse.make { response in
        response.addCourses { StubCatalogue.write(StubCatalogue.creatorID, StubCatalogue.State(), $0) }
    }

    private func view(_ fields: Substring..., including includes: [CourseInclude] = []) throws -> CourseView {
        CourseView(mask: try FieldMask(fields, schema: CourseView.manySchema), includes: includes)
    }

    private func views() throws -> [CourseView] {
        [
            .whole, try view("*"), try view("id", "title"), CourseView(mask: .all, includes: [.creator]),
            try view("*", "creator.name", including: [.creator]),
        ]
    }

    private func json(_ view: CourseView, _ page: SharedPage<CourseV1.ListPopularCoursesResponse>) -> String {
        let json = view.json(of: response.courses, on: page, CourseIncludes()) { json in
            json.key("rest")
            json.value(true)
        }
        return String(buffer: json)
    }

    @Test("Nobody sees another's view, whoever comes first", arguments: 0..<5)
    func apart(first: Int) throws {
        let views = try views()
        let alone = views.map { json($0, SharedPage(response)) }
        #expect(Set(alone).count == 3, "two show all of a course, two a creator as well")
        let page = SharedPage(response)
        for index in [first] + views.indices { #expect(json(views[index], page) == alone[index]) }
    }
}
