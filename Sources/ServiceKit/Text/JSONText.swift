/// JSON strings (RFC 8259), for the few objects that are not written from messages.
enum JSONText {
    /// The text in quotes. Control characters are escaped, so that the result is one line and harmless to a terminal.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.breaksLine: result += unicodeEscape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func unicodeEscape(_ scalar: Unicode.Scalar) -> String {
        let hexadecimal = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
    }
}

extension Unicode.Scalar {
    /// Whether the character could end a line or control a terminal: C0, DEL, C1 and the Unicode separators.
    var breaksLine: Bool {
        switch value {
        case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029: true
        default: false
        }
    }
}
