import FoundationEssentials

/// A place in an ordered list: the course that it is behind, by what the order compares.
///
/// It stays meaningful when that course changes or goes. A course whose key moves between two pages may be seen twice
/// or missed; in the order of publication and of titles that takes an edit, in that of enrolments it is common.
struct CourseListPosition: Sendable, Hashable {
    /// What the order compares first.
    enum Key: Sendable, Hashable {
        case publishedAt(microseconds: Int64)
        case enrollments(Int64)
        case rating(Double)
        case title(String)

        /// The order that has such keys.
        var sort: CourseSort {
            switch self {
            case .publishedAt: .newest
            case .enrollments: .popular
            case .rating: .rating
            case .title: .title
            }
        }
    }

    let key: Key
    let id: UUID
}
