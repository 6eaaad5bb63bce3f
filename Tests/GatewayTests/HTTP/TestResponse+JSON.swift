import Foundation
import HummingbirdTesting
import Testing

extension TestResponse {
    /// The body, an object.
    func json() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? [String: Any])
    }

    /// The courses of a page.
    func courses() throws -> [[String: Any]] {
        try #require(try json()["courses"] as? [[String: Any]])
    }

    /// The members that the body says could not be had.
    func missingMembers() throws -> [String] {
        try #require(try json()["problems"] as? [[String: Any]]).compactMap { $0["member"] as? String }
    }

    /// Expects a page of enrolled courses, as long as it is by default, whose creators alone could not be had.
    func expectCoursesWithoutCreators(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let courses = try courses()
        #expect(courses.count == 20, sourceLocation: sourceLocation)
        #expect(
            courses.allSatisfy { $0["creator"] is NSNull && $0["progress"] is [String: Any] },
            sourceLocation: sourceLocation)
        #expect(try missingMembers() == ["creator"], sourceLocation: sourceLocation)
    }
}
