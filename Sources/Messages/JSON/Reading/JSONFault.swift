/// What is wrong with a JSON text, and where.
public struct JSONFault: Error, Equatable {
    /// A JSON Pointer (RFC 6901) to the value at fault; empty for the whole text.
    public private(set) var pointer = ""
    /// What is wrong with it, to be read behind its name: `must be a UUID`.
    public let detail: String

    init(_ detail: String) {
        self.detail = detail
    }

    /// The fault as seen from the object or array that holds the value.
    func within(member: String) -> JSONFault {
        var fault = self
        fault.pointer = "/\(member.replacing("~", with: "~0").replacing("/", with: "~1"))\(pointer)"
        return fault
    }
}
