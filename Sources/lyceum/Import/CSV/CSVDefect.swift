/// Why a row of a CSV file can't be read as a record.
enum CSVDefect: Error, Equatable, CustomStringConvertible {
    /// A quoted field runs to the end of the file.
    case unterminatedQuote
    /// Something other than a delimiter or a line end follows a closing quote.
    case textAfterQuote
    /// The row has more bytes than the limit.
    case rowTooLong(limit: Int)
    /// The row has more fields than the limit.
    case tooManyFields(limit: Int)

    var description: String {
        switch self {
        case .unterminatedQuote: "a quote opens here and is never closed"
        case .textAfterQuote: "text follows a closing quote"
        case .rowTooLong(let limit): "the row is longer than \(limit) bytes"
        case .tooManyFields(let limit): "the row has more than \(limit) fields"
        }
    }
}
