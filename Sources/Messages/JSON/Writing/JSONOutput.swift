import NIOCore

/// The bytes that a ``JSONWriter`` has written: in space that was lent, and where that is too small in a buffer of its own,
/// which grows by doubling.
struct JSONOutput: ~Copyable {
    private var start: UnsafeMutableRawPointer
    private var capacity: Int
    private var isLent: Bool
    private(set) var count = 0

    /// - Parameter space: must outlive the output.
    init(in space: UnsafeMutableRawBufferPointer) {
        isLent = space.baseAddress != nil
        capacity = isLent ? space.count : 64
        start = space.baseAddress ?? .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        if !isLent { start.deallocate() }
    }

    /// What was written, where the space was too small for it.
    var overflow: ByteBuffer? {
        isLent ? nil : ByteBuffer(bytes: UnsafeRawBufferPointer(start: start, count: count))
    }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ bytes: ByteBuffer) {
        bytes.withUnsafeReadableBytes { append($0) }
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        (start + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    /// Lends a place for at most `size` bytes. Inlined, so that the place stays in registers.
    @inline(__always)
    mutating func write(atMost size: Int, _ body: (inout JSONPlace) -> Void) {
        reserve(size)
        var place = JSONPlace(start + count)
        body(&place)
        count += place.count
    }

    /// Lends a place for a value of bounded size.
    @inline(__always)
    mutating func writeScalar(_ body: (inout JSONPlace) -> Void) {
        write(atMost: JSONPlace.scalarSize, body)
    }

    private mutating func reserve(_ size: Int) {
        if capacity - count < size { grow(for: size) }
    }

    /// Apart from ``reserve(_:)``, so that its comparison is inlined.
    @inline(never)
    private mutating func grow(for size: Int) {
        let grownCapacity = max(capacity * 2, count + size)
        let grown = UnsafeMutableRawPointer.allocate(byteCount: grownCapacity, alignment: 16)
        grown.copyMemory(from: start, byteCount: count)
        if !isLent { start.deallocate() }
        isLent = false
        start = grown
        capacity = grownCapacity
    }
}
