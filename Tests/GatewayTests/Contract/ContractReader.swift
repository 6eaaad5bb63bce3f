import FoundationEssentials
import HTTPTypes

@testable import Gateway

/// A contract as a client reads it.
struct ContractReader {
    struct Call {
        let path: String
        let method: HTTPRequest.Method
        let operation: JSONNode

        var name: String { "\(method.rawValue) \(path)" }
        /// The lowest role that may; nil where everybody may.
        var role: String? { operation["security"].elements.first?["bearerAuth"].elements.first?.text }

        func parameters(in place: String) -> [JSONNode] {
            operation["parameters"].elements.filter { $0["in"].text == place }
        }

        /// The path with its parameters' examples.
        var examplePath: String {
            parameters(in: "path").reduce(path) { path, parameter in
                path.replacing("{\(parameter["name"].text ?? "")}", with: parameter["example"].text ?? "")
            }
        }
    }

    let document: JSONNode
    let calls: [Call]

    init(_ json: some Sequence<UInt8>) throws {
        let document = try JSONNode(parsing: json)
        self.document = document
        calls = document["paths"].members.sorted { $0.key < $1.key }.flatMap { path, methods in
            methods.members.sorted { $0.key < $1.key }.compactMap { method, operation in
                HTTPRequest.Method(rawValue: method.uppercased()).map {
                    Call(path: path, method: $0, operation: operation)
                }
            }
        }
    }

    /// What a reference stands for, or the value itself; null where it leads nowhere.
    func resolved(_ value: JSONNode) -> JSONNode {
        guard let reference = value["$ref"].text else { return value }
        guard reference.hasPrefix("#/") else { return .null }
        return reference.dropFirst(2).split(separator: "/").reduce(document) { $0[String($1)] }
    }

    /// Every reference in the document.
    var references: [String] {
        func references(_ value: JSONNode) -> [String] {
            [value["$ref"].text].compactMap(\.self) + (value.elements + value.members.values).flatMap(references)
        }
        return references(document)
    }

    /// What is wrong with a value by its schema, with the place of each fault. Strict beyond JSON Schema: a member that
    /// an object's schema does not name is a fault.
    func faults(_ value: JSONNode, _ schema: JSONNode, at place: String = "") -> [String] {
        let schema = resolved(schema)
        if schema == .null { return ["\(place): no schema"] }
        let choices = schema["oneOf"].elements
        if !choices.isEmpty {
            let matches = choices.filter { faults(value, $0, at: place).isEmpty }
            return matches.count == 1 ? [] : ["\(place): \(matches.count) of the choices match"]
        }
        let types = [schema["type"].text].compactMap(\.self) + schema["type"].elements.compactMap(\.text)
        guard types.contains(where: { Self.isValue(value, of: $0) }) else { return ["\(place): is no \(types)"] }
        if !schema["enum"].elements.isEmpty, value != .null, !schema["enum"].elements.contains(value) {
            return ["\(place): is none of the choices"]
        }
        switch value {
        case .object(let members):
            let missing = schema["required"].elements.compactMap(\.text).filter { members[$0] == nil }
            return missing.map { "\(place)/\($0): is missing" }
                + members.flatMap { faults($1, schema["properties"][$0], at: "\(place)/\($0)") }
        case .array(let elements):
            return elements.enumerated().flatMap { faults($1, schema["items"], at: "\(place)/\($0)") }
        case .text(let text):
            guard schema["format"].text == "uuid" else { return [] }
            return UUID(uuidString: text) == nil ? ["\(place): is no UUID"] : []
        case .number(let number):
            let isInside =
                number >= schema["minimum"].number ?? -.infinity && number <= schema["maximum"].number ?? .infinity
            return isInside ? [] : ["\(place): is out of range"]
        case .null, .boolean: return []
        }
    }

    private static func isValue(_ value: JSONNode, of type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.boolean, "boolean"), (.text, "string"), (.array, "array"), (.object, "object"),
            (.number, "number"):
            true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }
}
