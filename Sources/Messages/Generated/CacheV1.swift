// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

import CMessages
public import NIOCore

/// Messages of the protobuf package `lyceum.cache.v1`.
public enum CacheV1 {
    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `GetManyRequest`.
    public struct GetManyRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.cache.v1.GetManyRequest`
        public static let fullName = "lyceum.cache.v1.GetManyRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Cache__V1__GetManyRequest>?) -> Void =
            lyceum__cache__v1__get_many_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__GetManyRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Cache__V1__GetManyRequest>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// "course", "user", …: keys of different keyspaces never meet. 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'.
        public var keyspace: String { FieldAccess.text(pointer.pointee.keyspace) }

        /// At most 512, of 1 to 256 bytes each.
        public var keys: RepeatedBytes {
            RepeatedBytes(arena: arena, elements: pointer.pointee.keys, count: pointer.pointee.n_keys)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__GetManyRequest>

            /// Sets or extends `keyspace`.
            public var keyspace: String {
                get { FieldAccess.text(pointer.pointee.keyspace) }
                nonmutating set { pointer.pointee.keyspace = arena.copy(text: newValue) }
            }

            /// Sets or extends `keyspace`.
            public func setKeyspace(_ text: RawSpan) { pointer.pointee.keyspace = arena.copy(text: text) }

            /// Sets or extends `keys`.
            public func addKeys(_ bytes: RawSpan) {
                arena.append(to: &pointer.pointee.keys, count: &pointer.pointee.n_keys).initialize(
                    to: arena.copy(bytes: bytes))
            }

            /// Sets or extends `keys`.
            public func addKeys(_ bytes: ByteBuffer) {
                arena.append(to: &pointer.pointee.keys, count: &pointer.pointee.n_keys).initialize(
                    to: arena.copy(bytes: bytes))
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `Lookup`.
    public struct Lookup: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.cache.v1.Lookup`
        public static let fullName = "lyceum.cache.v1.Lookup"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Cache__V1__Lookup>?) -> Void =
            lyceum__cache__v1__lookup__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__Lookup>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Cache__V1__Lookup>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `found`.
        public var found: Bool { pointer.pointee.found != 0 }

        /// The field `value`.
        public var value: ByteBuffer { FieldAccess.bytes(pointer.pointee.value) }

        /// Lends `value` without copying it.
        public func withValue<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.value, body)
        }

        /// Milliseconds until the value expires.
        public var ttlMs: Int64 { pointer.pointee.ttl_ms }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__Lookup>

            /// Sets or extends `found`.
            public var found: Bool {
                get { pointer.pointee.found != 0 }
                nonmutating set { pointer.pointee.found = newValue ? 1 : 0 }
            }

            /// Sets or extends `value`.
            public var value: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.value) }
                nonmutating set { pointer.pointee.value = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `value`.
            public func setValue(_ bytes: RawSpan) { pointer.pointee.value = arena.copy(bytes: bytes) }

            /// Sets or extends `ttl_ms`.
            public var ttlMs: Int64 {
                get { pointer.pointee.ttl_ms }
                nonmutating set { pointer.pointee.ttl_ms = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `GetManyResponse`.
    public struct GetManyResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.cache.v1.GetManyResponse`
        public static let fullName = "lyceum.cache.v1.GetManyResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Cache__V1__GetManyResponse>?) -> Void =
            lyceum__cache__v1__get_many_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CacheV1.Lookup.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__GetManyResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Cache__V1__GetManyResponse>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `lookups`.
        public var lookups: RepeatedMessages<CacheV1.Lookup> {
            RepeatedMessages<CacheV1.Lookup>(
                arena: arena, elements: pointer.pointee.lookups, count: pointer.pointee.n_lookups)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__GetManyResponse>

            /// Sets or extends `lookups`.
            public func addLookups<Failure: Error>(
                _ body: (borrowing CacheV1.Lookup.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CacheV1.Lookup.allocate(in: arena)
                try body(CacheV1.Lookup.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.lookups, count: &pointer.pointee.n_lookups).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `CacheEntry`.
    public struct CacheEntry: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.cache.v1.CacheEntry`
        public static let fullName = "lyceum.cache.v1.CacheEntry"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Cache__V1__CacheEntry>?) -> Void =
            lyceum__cache__v1__cache_entry__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__CacheEntry>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Cache__V1__CacheEntry>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `key`.
        public var key: ByteBuffer { FieldAccess.bytes(pointer.pointee.key) }

        /// Lends `key` without copying it.
        public func withKey<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.key, body)
        }

        /// At most 1 MiB.
        public var value: ByteBuffer { FieldAccess.bytes(pointer.pointee.value) }

        /// Lends `value` without copying it.
        public func withValue<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.value, body)
        }

        /// Milliseconds, 1 to 86,400,000.
        public var ttlMs: Int64 { pointer.pointee.ttl_ms }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__CacheEntry>

            /// Sets or extends `key`.
            public var key: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.key) }
                nonmutating set { pointer.pointee.key = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `key`.
            public func setKey(_ bytes: RawSpan) { pointer.pointee.key = arena.copy(bytes: bytes) }

            /// Sets or extends `value`.
            public var value: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.value) }
                nonmutating set { pointer.pointee.value = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `value`.
            public func setValue(_ bytes: RawSpan) { pointer.pointee.value = arena.copy(bytes: bytes) }

            /// Sets or extends `ttl_ms`.
            public var ttlMs: Int64 {
                get { pointer.pointee.ttl_ms }
                nonmutating set { pointer.pointee.ttl_ms = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `SetManyRequest`.
    public struct SetManyRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.cache.v1.SetManyRequest`
        public static let fullName = "lyceum.cache.v1.SetManyRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Cache__V1__SetManyRequest>?) -> Void =
            lyceum__cache__v1__set_many_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(kind: .message({ CacheV1.CacheEntry.layout })),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__SetManyRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Cache__V1__SetManyRequest>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `keyspace`.
        public var keyspace: String { FieldAccess.text(pointer.pointee.keyspace) }

        /// At most 512.
        public var entries: RepeatedMessages<CacheV1.CacheEntry> {
            RepeatedMessages<CacheV1.CacheEntry>(
                arena: arena, elements: pointer.pointee.entries, count: pointer.pointee.n_entries)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__SetManyRequest>

            /// Sets or extends `keyspace`.
            public var keyspace: String {
                get { FieldAccess.text(pointer.pointee.keyspace) }
                nonmutating set { pointer.pointee.keyspace = arena.copy(text: newValue) }
            }

            /// Sets or extends `keyspace`.
            public func setKeyspace(_ text: RawSpan) { pointer.pointee.keyspace = arena.copy(text: text) }

            /// Sets or extends `entries`.
            public func addEntries<Failure: Error>(
                _ body: (borrowing CacheV1.CacheEntry.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CacheV1.CacheEntry.allocate(in: arena)
                try body(CacheV1.CacheEntry.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.entries, count: &pointer.pointee.n_entries).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `SetManyResponse`.
    public struct SetManyResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.cache.v1.SetManyResponse`
        public static let fullName = "lyceum.cache.v1.SetManyResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Cache__V1__SetManyResponse>?) -> Void =
            lyceum__cache__v1__set_many_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions()
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__SetManyResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Cache__V1__SetManyResponse>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// Entries kept in memory or in Redis.
        public var stored: Int32 { pointer.pointee.stored }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__SetManyResponse>

            /// Sets or extends `stored`.
            public var stored: Int32 {
                get { pointer.pointee.stored }
                nonmutating set { pointer.pointee.stored = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `DeleteManyRequest`.
    public struct DeleteManyRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.cache.v1.DeleteManyRequest`
        public static let fullName = "lyceum.cache.v1.DeleteManyRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Cache__V1__DeleteManyRequest>?) -> Void =
            lyceum__cache__v1__delete_many_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__DeleteManyRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Cache__V1__DeleteManyRequest>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `keyspace`.
        public var keyspace: String { FieldAccess.text(pointer.pointee.keyspace) }

        /// At most 512.
        public var keys: RepeatedBytes {
            RepeatedBytes(arena: arena, elements: pointer.pointee.keys, count: pointer.pointee.n_keys)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__DeleteManyRequest>

            /// Sets or extends `keyspace`.
            public var keyspace: String {
                get { FieldAccess.text(pointer.pointee.keyspace) }
                nonmutating set { pointer.pointee.keyspace = arena.copy(text: newValue) }
            }

            /// Sets or extends `keyspace`.
            public func setKeyspace(_ text: RawSpan) { pointer.pointee.keyspace = arena.copy(text: text) }

            /// Sets or extends `keys`.
            public func addKeys(_ bytes: RawSpan) {
                arena.append(to: &pointer.pointee.keys, count: &pointer.pointee.n_keys).initialize(
                    to: arena.copy(bytes: bytes))
            }

            /// Sets or extends `keys`.
            public func addKeys(_ bytes: ByteBuffer) {
                arena.append(to: &pointer.pointee.keys, count: &pointer.pointee.n_keys).initialize(
                    to: arena.copy(bytes: bytes))
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `DeleteManyResponse`.
    public struct DeleteManyResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.cache.v1.DeleteManyResponse`
        public static let fullName = "lyceum.cache.v1.DeleteManyResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Cache__V1__DeleteManyResponse>?) -> Void =
            lyceum__cache__v1__delete_many_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions()
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__DeleteManyResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Cache__V1__DeleteManyResponse>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// Keys that were there.
        public var deleted: Int32 { pointer.pointee.deleted }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Cache__V1__DeleteManyResponse>

            /// Sets or extends `deleted`.
            public var deleted: Int32 {
                get { pointer.pointee.deleted }
                nonmutating set { pointer.pointee.deleted = newValue }
            }
        }
    }

}
