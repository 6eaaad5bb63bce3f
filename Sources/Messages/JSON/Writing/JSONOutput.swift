import NIOCore

/// The bytes that a ``JSONWriter`` has written: a buffer that grows by doubling.
struct JSONOutput: ~Copyable {
    private var start: UnsafeMutableRawPointer
    private var capacity: Int
    private var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        start = .allocate(byteCount: self.capacity, alignment: 16)
    }

    deinit {
        start.deallocate()
    }

    func buffer() -> ByteBuffer {
        ByteBuffer(bytes: UnsafeRawBufferPointer(start: start, count: count))
    }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends `"name":`.
    mutating func append(key name: UnsafeRawBufferPointer) {
        write(atMost: name.count + 3) { place in
            place[0] = UInt8(ascii: "\"")
            UnsafeMutableRawBufferPointer(start: place + 1, count: name.count).copyMemory(from: name)
            place[name.count + 1] = UInt8(ascii: "\"")
            place[name.count + 2] = UInt8(ascii: ":")
            return name.count + 3
        }
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

    /// Lends room for at most `size` bytes; the closure returns how many it has written.
    mutating func write(atMost size: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        reserve(size)
        count += body((start + count).assumingMemoryBound(to: UInt8.self))
    }

    private mutating func reserve(_ size: Int) {
        guard capacity - count < size else { return }
        let grownCapacity = max(capacity * 2, count + size)
        let grown = UnsafeMutableRawPointer.allocate(byteCount: grownCapacity, alignment: 16)
        grown.copyMemory(from: start, byteCount: count)
        start.deallocate()
        start = grown
        capacity = grownCapacity
    }
}
