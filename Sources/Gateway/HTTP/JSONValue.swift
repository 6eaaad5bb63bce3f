import FoundationEssentials

/// Any JSON value, as far as a batch body needs it.
enum JSONValue: Decodable {
    case text(String)
    case array([JSONValue])
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let array = try? container.decode([JSONValue].self) {
            self = .array(array)
        } else {
            self = .other
        }
    }
}
