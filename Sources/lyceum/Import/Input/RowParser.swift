/// Makes rows of bytes, without I/O: bytes go in as they are read, rows come out.
protocol RowParser {
    /// Takes the next bytes of the file.
    mutating func append(_ bytes: ArraySlice<UInt8>)

    /// Says that no bytes follow.
    mutating func finish()

    /// The next row or problem; nil when more bytes are needed or, after ``finish()``, when there are none.
    ///
    /// - Throws: ``InputError`` where nothing of the file can be used.
    mutating func next() throws(InputError) -> RowEvent?
}
