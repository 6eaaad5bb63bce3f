internal import Logging

/// A log event on its way to becoming a line.
struct LogLine {
    let microseconds: Int64
    let level: Logger.Level
    let service: String
    let message: String
    let metadata: Logger.Metadata

    func rendered(as format: LogFormat) -> String {
        switch format {
        case .text: text
        case .json: json
        }
    }

    private var text: String {
        let name = level.rawValue.uppercased()
        let padding = String(repeating: " ", count: max(0, Self.levelWidth - name.count))
        var line = "\(RFC3339.format(microseconds: microseconds)) \(name)\(padding) \(service) "
        line += LogText.escaped(message)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " \(LogText.word(key))=\(LogText.word(value.plainText))"
        }
        return line + "\n"
    }

    private var json: String {
        let object: Logger.Metadata = metadata
        return "{\"time\":\(JSONText.quoted(RFC3339.format(microseconds: microseconds)))"
            + ",\"level\":\(JSONText.quoted(level.rawValue)),\"service\":\(JSONText.quoted(service))"
            + ",\"message\":\(JSONText.quoted(LogText.limited(message)))"
            + (object.isEmpty ? "" : ",\"metadata\":\(Logger.MetadataValue.dictionary(object).json)") + "}\n"
    }

    /// As wide as the longest name of a level that is common in production, "WARNING".
    private static let levelWidth = 7
}

extension Logger.MetadataValue {
    /// The value as text; a nested one in the notation of Swift literals.
    fileprivate var plainText: String {
        switch self {
        case .string(let text): text
        case .stringConvertible(let value): value.description
        case .array(let values): "[" + values.map(\.plainText).joined(separator: ", ") + "]"
        case .dictionary(let values):
            "["
                + values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.plainText)" }.joined(separator: ", ")
                + "]"
        }
    }

    fileprivate var json: String {
        switch self {
        case .string(let text): JSONText.quoted(LogText.limited(text))
        case .stringConvertible(let value): JSONText.quoted(LogText.limited(value.description))
        case .array(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .dictionary(let values):
            "{"
                + values.sorted { $0.key < $1.key }.map { "\(JSONText.quoted($0.key)):\($0.value.json)" }
                .joined(separator: ",") + "}"
        }
    }
}
