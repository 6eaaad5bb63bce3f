extension PostgresParameters {
    /// Shows the parameters as PQsendQueryPrepared takes them: pointers into the one buffer, lengths, and the formats,
    /// which are all binary.
    func withLibpqArrays<Value>(
        _ body: (
            _ count: CInt, _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<CInt>?,
            _ formats: UnsafePointer<CInt>?
        ) -> Value
    ) -> Value {
        let count = lengths.count
        return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
            withUnsafeTemporaryAllocation(of: CInt.self, capacity: count) { formats in
                bytes.withUnsafeReadableBytes { buffer in
                    formats.initialize(repeating: 1)
                    // A null pointer would mean a null value, so an empty value needs some address, which is not read.
                    var next = buffer.baseAddress ?? UnsafeRawPointer(formats.baseAddress)
                    for (index, length) in lengths.enumerated() {
                        let value = length < 0 ? nil : next?.assumingMemoryBound(to: CChar.self)
                        values.initializeElement(at: index, to: value)
                        if length > 0 { next = next.map { $0 + Int(length) } }
                    }
                    return lengths.withUnsafeBufferPointer {
                        body(CInt(count), UnsafePointer(values.baseAddress), $0.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
