/// Where JSON is put: a place that is known to be large enough.
struct JSONPlace {
    /// The most bytes that a number, a UUID, a time, true, false and null take.
    static let scalarSize = 40

    private let start: UnsafeMutableRawPointer
    private(set) var count = 0

    init(_ start: UnsafeMutableRawPointer) {
        self.start = start
    }

    @inline(__always)
    mutating func put(_ text: StaticString) {
        (start + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
        count &+= text.utf8CodeUnitCount
    }

    mutating func put(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        (start + count).copyMemory(from: source, byteCount: bytes.count)
        count &+= bytes.count
    }

    /// Puts a field's name, without the comma where it is the first.
    mutating func put(_ key: FieldKey, isFirst: Bool) {
        count &+= key.write(to: start + count, isFirst: isFirst)
    }

    mutating func put(_ flag: Bool) {
        if flag { put("true") } else { put("false") }
    }

    mutating func put<Bytes: BitwiseCopyable>(bytes: Bytes) {
        copy(bytes)
        count &+= MemoryLayout<Bytes>.size
    }

    /// Copies bytes to where the next are put, and does not count them: they are put by ``advance(by:)``, or overwritten.
    mutating func copy<Bytes: BitwiseCopyable>(_ bytes: Bytes, at offset: Int = 0) {
        start.storeBytes(of: bytes, toByteOffset: count &+ offset, as: Bytes.self)
    }

    mutating func advance(by length: Int) {
        count &+= length
    }
}
