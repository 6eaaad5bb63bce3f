import FoundationEssentials

/// Which published courses a list shows: those that match everything that is set.
struct CourseFilter: Sendable, Hashable {
    var category: String?
    var level: String?
    var isFree: Bool?
    /// In the syntax of PostgreSQL's `websearch_to_tsquery`. Words that English search ignores find nothing.
    var words: String?
    var creatorID: UUID?
}
