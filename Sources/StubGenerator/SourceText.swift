/// Swift source being written; indentation is left to `swift format`.
struct SourceText {
    private(set) var text = "// Generated from Protos/ by StubGenerator (make protos). Edits are lost.\n\n"

    mutating func line(_ line: String = "") {
        text += line + "\n"
    }

    mutating func comment(_ comment: String?, otherwise: String? = nil) {
        guard let comment = comment ?? otherwise else { return }
        var lines = comment.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines { self.line("///" + (line.hasPrefix(" ") ? line : " " + line)) }
    }

    mutating func block(_ head: String, _ body: (inout SourceText) throws(GeneratorError) -> Void)
        throws(GeneratorError)
    {
        line(head + " {")
        try body(&self)
        line("}")
    }
}
