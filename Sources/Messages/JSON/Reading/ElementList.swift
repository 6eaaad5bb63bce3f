/// The elements of a repeated field while they are read: room in an arena that doubles.
struct ElementList {
    private let stride: Int
    private let arena: Arena
    private var capacity = 0
    private(set) var first: UnsafeMutableRawPointer?
    private(set) var count = 0

    init(stride: Int, arena: Arena) {
        self.stride = stride
        self.arena = arena
    }

    /// Adds an element of zeros.
    ///
    /// - Returns: its place, until the next one is added.
    mutating func append() -> UnsafeMutableRawPointer {
        if count == capacity { grow() }
        defer { count += 1 }
        // Non-nil: the list has grown before its first element.
        let place = first.unsafelyUnwrapped + count * stride
        place.initializeMemory(as: UInt8.self, repeating: 0, count: stride)
        return place
    }

    private mutating func grow() {
        capacity = max(4, capacity * 2)
        let room = arena.allocate(capacity * stride)
        if let first { room.copyMemory(from: first, byteCount: count * stride) }
        first = room
    }
}
