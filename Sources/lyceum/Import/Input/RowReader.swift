/// Rows of a file whose format shows only when its first bytes are there. A byte order mark of UTF-8 is passed over.
struct RowReader: RowParser {
    /// Enough to tell the format behind white space and a byte order mark.
    private static let openingBytes = 512
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let format: ImportFormat?
    private let dialect: CSVDialect
    private let limits: RowLimits
    private var opening: [UInt8] = []
    private var parser: (any RowParser)?
    private var failure: InputError?

    /// - Parameter format: nil means that the first bytes tell.
    init(format: ImportFormat? = nil, dialect: CSVDialect = CSVDialect(), limits: RowLimits = RowLimits()) {
        self.format = format
        self.dialect = dialect
        self.limits = limits
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard parser == nil else {
            parser?.append(bytes)
            return
        }
        opening.append(contentsOf: bytes)
        if opening.count >= Self.openingBytes {
            start()
        }
    }

    mutating func finish() {
        start()
        parser?.finish()
    }

    mutating func next() throws(InputError) -> RowEvent? {
        if let failure { throw failure }
        return try parser?.next()
    }

    private mutating func start() {
        guard parser == nil else { return }
        if opening.starts(with: [0xFF, 0xFE]) || opening.starts(with: [0xFE, 0xFF]) {
            failure = .notUTF8(encoding: "UTF-16")
        }
        let content = opening.starts(with: Self.byteOrderMark) ? opening.dropFirst(3) : opening[...]
        parser =
            switch format ?? ImportFormat(opening: content) {
            case .csv: CSVRowReader(dialect: dialect, limits: limits)
            case .ndjson: NDJSONRowReader(limits: limits)
            }
        parser?.append(content)
        opening = []
    }
}
