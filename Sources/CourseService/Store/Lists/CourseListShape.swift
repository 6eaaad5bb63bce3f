/// What decides the text of a list's statement.
struct CourseListShape: Sendable, Hashable {
    let sort: CourseSort
    let hasCategory: Bool
    let hasLevel: Bool
    let hasPrice: Bool
    let hasWords: Bool
    let hasCreator: Bool
    let isAfter: Bool

    init(_ query: CourseListQuery) {
        sort = query.sort
        hasCategory = query.filter.category != nil
        hasLevel = query.filter.level != nil
        hasPrice = query.filter.isFree != nil
        hasWords = query.filter.words != nil
        hasCreator = query.filter.creatorID != nil
        isAfter = if case .after = query.start { true } else { false }
    }

    /// Every shape there is.
    static let all = CourseSort.allCases.flatMap { sort in
        (0..<64).map { CourseListShape(sort: sort, bits: $0) }
    }

    private init(sort: CourseSort, bits: Int) {
        self.sort = sort
        hasCategory = bits & 1 != 0
        hasLevel = bits & 2 != 0
        hasPrice = bits & 4 != 0
        hasWords = bits & 8 != 0
        hasCreator = bits & 16 != 0
        isAfter = bits & 32 != 0
    }

    /// Whether matches must be found and counted one by one; facets have their order and their counts ready.
    var needsSearch: Bool {
        hasWords || hasCreator
    }

    /// The tags of the lines that the template keeps.
    var tags: [String] {
        let filters = [
            ("words", hasWords), ("creator", hasCreator), ("category", hasCategory), ("level", hasLevel),
            ("price", hasPrice),
        ]
        return [sort.rawValue] + filters.filter(\.1).map(\.0) + [isAfter ? "after" : "page"]
    }
}
