/// A value of a mapping file that knows where it stands, so that each error can say it.
struct MappingNode {
    let value: JSONValue
    let path: String

    /// The members of an object.
    ///
    /// - Throws: ``MappingError`` where it is no object, or has a member that isn't known.
    func members(known: [String]) throws(MappingError) -> [String: MappingNode] {
        guard case .object(let members) = value else { throw mismatch("an object") }
        if let unknown = members.keys.filter({ !known.contains($0) }).min() {
            let names = known.joined(separator: ", ")
            throw error("has the unknown member \(PrintableText(unknown)); known are \(names)")
        }
        var nodes: [String: MappingNode] = [:]
        for (name, value) in members {
            nodes[name] = MappingNode(value: value, path: path.isEmpty ? name : "\(path).\(name)")
        }
        return nodes
    }

    func string() throws(MappingError) -> String {
        guard case .string(let text) = value else { throw mismatch("a string") }
        return text
    }

    /// A string, number or boolean as text.
    func scalar() throws(MappingError) -> String {
        guard let text = value.scalarText else { throw mismatch("a string, number or boolean") }
        return text
    }

    func boolean() throws(MappingError) -> Bool {
        guard case .bool(let flag) = value else { throw mismatch("true or false") }
        return flag
    }

    func count(in range: ClosedRange<Int>) throws(MappingError) -> Int {
        guard case .number(let text) = value, let number = Int(text), range.contains(number) else {
            throw mismatch("a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func strings() throws(MappingError) -> [String] {
        guard case .array(let elements) = value, !elements.isEmpty else { throw mismatch("an array of strings") }
        var strings: [String] = []
        for (index, element) in elements.enumerated() {
            strings.append(try MappingNode(value: element, path: "\(path)[\(index)]").string())
        }
        return strings
    }

    /// One of the values of an enumeration.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type) throws(MappingError) -> Choice {
        let text = try string()
        guard let choice = Choice(rawValue: text) else {
            throw error("is none of \(PrintableText(list: Choice.allCases.map(\.rawValue)))")
        }
        return choice
    }

    func error(_ reason: String) -> MappingError {
        MappingError(path: path, reason: reason)
    }

    private func mismatch(_ expected: String) -> MappingError {
        error("is \(value.kind), not \(expected)")
    }
}
