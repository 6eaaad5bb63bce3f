/// The orders of a list of courses. Equal courses follow by descending id, in the order of titles by ascending id.
enum CourseSort: String, Sendable, CaseIterable {
    /// Latest publication first.
    case newest
    /// Most enrolments first.
    case popular
    /// Best rating first.
    case rating
    /// By the bytes of the title, ASCII letters in lower case.
    case title
}
