import FoundationEssentials

/// A user in a course.
struct EnrollmentKey: Hashable {
    let userID: UUID
    let courseID: UUID
}

/// A user's latest enrolments before a place, as many as this.
struct LatestEnrollmentsKey: Hashable {
    let place: EnrollmentPlace
    let limit: Int
}

/// A place among a user's enrolments.
struct EnrollmentPlace: Hashable {
    let userID: UUID
    let position: EnrollmentPosition
}
