internal import Messages
internal import Tracing

/// Attributes as `KeyValue` of opentelemetry-proto in JSON.
extension JSONWriter {
    /// The most attributes of one thing.
    private static var attributeLimit: Int { 128 }
    /// The longest text, in characters; the rest is cut off.
    private static var textLimit: Int { 4_096 }

    /// Writes the members `attributes` and `droppedAttributesCount`, where there are any.
    mutating func attributes(_ attributes: SpanAttributes) {
        guard !attributes.isEmpty else { return }
        key("attributes")
        array { json in
            var count = 0
            attributes.forEach { name, value in
                count += 1
                if count <= Self.attributeLimit { json.attribute(name, value) }
            }
        }
        guard attributes.count > Self.attributeLimit else { return }
        key("droppedAttributesCount")
        value(Int64(attributes.count - Self.attributeLimit))
    }

    /// Writes one element of `attributes`.
    mutating func attribute(_ name: String, _ value: SpanAttribute) {
        object { json in
            json.key("key")
            json.value(name)
            json.key("value")
            json.object { $0.anyValue(value) }
        }
    }

    private mutating func anyValue(_ value: SpanAttribute) {
        switch value {
        case .int32(let number): integer(Int64(number))
        case .int64(let number): integer(number)
        case .double(let number): double(number)
        case .bool(let flag): boolean(flag)
        case .string(let text): string(text)
        case .stringConvertible(let value): string("\(value)")
        case .int32Array(let numbers): list(numbers) { $0.integer(Int64($1)) }
        case .int64Array(let numbers): list(numbers) { $0.integer($1) }
        case .doubleArray(let numbers): list(numbers) { $0.double($1) }
        case .boolArray(let flags): list(flags) { $0.boolean($1) }
        case .stringArray(let texts): list(texts) { $0.string($1) }
        case .stringConvertibleArray(let values): list(values) { $0.string("\($1)") }
        default: break
        }
    }

    private mutating func list<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        key("arrayValue")
        object { json in
            json.key("values")
            json.array { json in
                for element in elements { json.object { write(&$0, element) } }
            }
        }
    }

    private mutating func integer(_ number: Int64) {
        key("intValue")
        value("\(number)")
    }

    private mutating func double(_ number: Double) {
        key("doubleValue")
        value(number)
    }

    private mutating func boolean(_ flag: Bool) {
        key("boolValue")
        value(flag)
    }

    private mutating func string(_ text: String) {
        key("stringValue")
        value(String(text.prefix(Self.textLimit)))
    }
}
