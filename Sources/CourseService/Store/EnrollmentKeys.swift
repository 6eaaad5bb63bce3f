import FoundationEssentials

/// A user in a course.
struct EnrollmentKey: Hashable {
    let userID: UUID
    let courseID: UUID
}

/// A user's latest enrolments, as many as this.
struct LatestEnrollmentsKey: Hashable {
    let userID: UUID
    let limit: Int
}
