import FoundationEssentials

/// A JSON value as another parser than ours reads it.
enum JSONNode: Decodable, Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case array([JSONNode])
    case object([String: JSONNode])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let elements = try? value.decode([JSONNode].self) {
            self = .array(elements)
        } else {
            self = .object(try value.decode([String: JSONNode].self))
        }
    }

    init(parsing json: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(JSONNode.self, from: Data(json))
    }

    /// A member of an object; null where there is none.
    subscript(name: String) -> JSONNode { members[name] ?? .null }

    var members: [String: JSONNode] { if case .object(let members) = self { members } else { [:] } }
    var elements: [JSONNode] { if case .array(let elements) = self { elements } else { [] } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
}
