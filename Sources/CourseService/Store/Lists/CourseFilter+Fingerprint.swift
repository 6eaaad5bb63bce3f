import FoundationEssentials

extension CourseFilter {
    /// Tells filters apart, the same in every process and version: FNV-1a, 64 bits, of the fields behind their lengths.
    ///
    /// http://www.isthe.com/chongo/tech/comp/fnv/
    var fingerprint: UInt64 {
        var hash = FNV1a()
        for text in [category, level, words] {
            hash.add(Int64(text?.utf8.count ?? -1))
            text?.utf8.forEach { hash.add($0) }
        }
        hash.add(Int64(isFree.map { $0 ? 1 : 0 } ?? -1))
        withUnsafeBytes(of: creatorID?.uuid ?? UUID.zero) { $0.forEach { hash.add($0) } }
        return hash.value
    }
}

extension UUID {
    /// No creator has it.
    fileprivate static let zero: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
}

private struct FNV1a {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    mutating func add(_ number: Int64) {
        for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> Int64(shift))) }
    }
}
