import Messages
import NIOCore

/// A JSON value that was put together here, with its members in the order in which they were written down.
enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case text(String)
    case array([JSONValue])
    case object([(String, JSONValue)])
    /// What is JSON already.
    case raw(ByteBuffer)

    /// - Parameter json: a JSON text.
    init(json: String) {
        self = .raw(ByteBuffer(string: json))
    }

    /// What the closure writes.
    init(_ write: (inout JSONWriter) -> Void) {
        self = .raw(JSONWriter.bytes(write))
    }

    /// An object without the members that are nil.
    static func members(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    static func texts(_ texts: some Sequence<String>) -> JSONValue {
        .array(texts.map { .text($0) })
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringInterpolation,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(members) }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral number: Int64) { self = .integer(number) }
    init(booleanLiteral flag: Bool) { self = .boolean(flag) }
}

extension JSONWriter {
    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let flag): self.value(flag)
        case .integer(let number): self.value(number)
        case .text(let text): self.value(text)
        case .array(let elements):
            array { json in
                for element in elements { json.value(element) }
            }
        case .object(let members):
            object { json in
                for (name, member) in members {
                    json.key(named: name)
                    json.value(member)
                }
            }
        case .raw(let bytes): raw(bytes)
        }
    }
}
