/// The fields of a course, with the limits of the course schema.
enum CourseField: String, ImportField {
    /// The natural key, unique within the source.
    case key
    case title
    case description
    case category
    case level
    case priceCents = "price_cents"
    case currency
    case status
    case rating
    case publishedAt = "published_at"
    /// The natural key of the creator; by default the creator's name.
    case creatorKey = "creator_key"
    /// By default the creator's key, then the source.
    case creatorName = "creator_name"

    static var section: String { "courses" }

    var type: FieldType {
        switch self {
        case .key: .text(limit: 300)
        case .title, .creatorKey, .creatorName: .text(limit: 200)
        case .description: .longText(byteLimit: 20_000)
        case .category: .text(limit: 64)
        case .level: .choice(["beginner", "intermediate", "advanced"])
        case .priceCents: .integer(0...100_000_000)
        case .currency: .currency
        case .status: .choice(["draft", "published", "archived"])
        case .rating: .decimal(0...5)
        case .publishedAt: .timestamp
        }
    }

    var presence: FieldPresence {
        switch self {
        case .key, .title: .required
        case .publishedAt, .creatorKey, .creatorName: .optional
        case .description: .defaulted("")
        case .category: .defaulted("general")
        case .level: .defaulted("beginner")
        case .priceCents, .rating: .defaulted("0")
        case .currency: .defaulted("USD")
        case .status: .defaulted("published")
        }
    }
}
