import Postgres

/// The named parameters of the list templates.
enum CourseListParameter: String, Sendable, CaseIterable {
    case category, level
    case isFree = "is_free"
    case words, creator, limit, offset, key, id

    /// Appends the query's value. Only statements whose shape has the value ask for it.
    func append(to values: inout PostgresParameters, from query: CourseListQuery) {
        switch self {
        case .category: values.append(query.filter.category)
        case .level: values.append(query.filter.level)
        case .isFree: values.append(query.filter.isFree)
        case .words: values.append(query.filter.words)
        case .creator: values.append(query.filter.creatorID)
        // One more tells whether there is another page.
        case .limit: values.append(Int64(query.limit) + 1)
        case .offset: if case .offset(let offset) = query.start { values.append(offset) }
        case .key: if case .after(let position) = query.start { Self.append(position.key, to: &values) }
        case .id: if case .after(let position) = query.start { values.append(position.id) }
        }
    }

    private static func append(_ key: CourseListPosition.Key, to values: inout PostgresParameters) {
        switch key {
        case .publishedAt(let microseconds): values.appendTimestamp(microseconds: microseconds)
        case .enrollments(let count): values.append(count)
        case .rating(let rating): values.append(rating)
        case .title(let title): values.append(title)
        }
    }
}
