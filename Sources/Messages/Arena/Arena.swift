import CMessages

/// Owns the memory of one message tree; everything in it is freed at once.
///
/// - Important: `@unchecked Sendable` holds because an arena is written by one thread only, while it is decoded into
///   or drafted, and is read-only from the moment a message refers to it. That is true of `lenders` as well.
final class Arena: @unchecked Sendable {
    /// The most memory that one decoded message may take. Tiny submessages expand many-fold, so that a frame of
    /// 4 MiB could otherwise claim hundreds.
    static let decodeLimit = 64 << 20

    /// The most memory that one drafted message may take.
    static let draftLimit = 256 << 20

    private let arena: UnsafeMutablePointer<lyceum_arena>
    /// The arenas of borrowed messages.
    private var lenders: [Arena] = []

    init(firstChunk: Int, limit: Int) {
        guard let arena = lyceum_arena_create(firstChunk, limit) else {
            fatalError("out of memory")  // As everywhere in Swift: malloc's failure is not recoverable.
        }
        self.arena = arena
    }

    deinit {
        lyceum_arena_destroy(arena)
    }

    /// An allocation was refused because of the limit.
    var isExhausted: Bool { arena.pointee.exhausted != 0 }

    /// The allocator that makes protobuf-c unpack into this arena. Valid as long as the arena is.
    var allocator: UnsafeMutablePointer<ProtobufCAllocator> {
        UnsafeMutableRawPointer(arena).assumingMemoryBound(to: ProtobufCAllocator.self)
    }

    func allocate(_ size: Int) -> UnsafeMutableRawPointer {
        guard let memory = lyceum_arena_allocate(arena, size) else {
            // Only drafts come here: what a service itself builds is bounded by its page and batch limits.
            fatalError("a draft passed \(Arena.draftLimit) bytes")
        }
        return memory
    }

    func allocate<T>(_: T.Type, count: Int) -> UnsafeMutablePointer<T> {
        allocate(MemoryLayout<T>.stride * count).bindMemory(to: T.self, capacity: count)
    }

    /// Lends a message to the one that is drafted here, which points at it from then on and keeps its memory.
    ///
    /// Nothing is written through the pointer: a draft replaces a nested message, and has no way into one that it holds.
    /// There are no cycles: what can be lent is whole, so its arena borrows nothing more, and nothing refers to this one
    /// yet.
    func borrow<Lent: GeneratedMessage>(_ message: Lent) -> UnsafeMutablePointer<Lent.CStruct> {
        lenders.append(message.arena)
        return message.pointer
    }
}
