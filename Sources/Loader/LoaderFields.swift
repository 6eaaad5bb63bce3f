/// Which fields of a value a caller wants, one bit for each: what a field mask names, as a set that unites quickly.
///
/// Bit *n* stands for the field that the loader's user numbers *n*, for protobuf messages the field of that number
/// (up to 63). Callers that share a fetch share the union of their fields.
public struct LoaderFields: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt64

    /// Makes a set of the bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Every field.
    public static let all = LoaderFields(rawValue: .max)

    /// The set of some fields.
    ///
    /// - Parameter numbers: The fields' numbers, 0 to 63; others have no bit and are ignored.
    public init(numbers: some Sequence<Int>) {
        rawValue = numbers.reduce(0) { (0..<64).contains($1) ? $0 | 1 << UInt64($1) : $0 }
    }
}
