// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

import CMessages
public import NIOCore

/// Messages of the protobuf package `ttrpc`.
public enum TTRPC {
    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The payload of a Request frame.
    public struct Request: GeneratedMessage, @unchecked Sendable {
        /// `ttrpc.Request`
        public static let fullName = "ttrpc.Request"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Ttrpc__Request>?) -> Void =
            ttrpc__request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(kind: .message({ TTRPC.KeyValue.layout })),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Ttrpc__Request>

        init(arena: Arena, pointer: UnsafeMutablePointer<Ttrpc__Request>) {
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

        /// Fully qualified service name, for example "lyceum.course.v1.CourseService".
        public var service: String { FieldAccess.text(pointer.pointee.service) }

        /// Method name within the service.
        public var method: String { FieldAccess.text(pointer.pointee.method) }

        /// The serialised request message.
        public var payload: ByteBuffer { FieldAccess.bytes(pointer.pointee.payload) }

        /// Lends `payload` without copying it.
        public func withPayload<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.payload, body)
        }

        /// Time left until the caller's deadline, relative; 0 means none.
        public var timeoutNano: Int64 { pointer.pointee.timeout_nano }

        /// Metadata of the call.
        public var metadata: RepeatedMessages<TTRPC.KeyValue> {
            RepeatedMessages<TTRPC.KeyValue>(
                arena: arena, elements: pointer.pointee.metadata, count: pointer.pointee.n_metadata)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Ttrpc__Request>

            /// Sets or extends `service`.
            public var service: String {
                get { FieldAccess.text(pointer.pointee.service) }
                nonmutating set { pointer.pointee.service = arena.copy(text: newValue) }
            }

            /// Sets or extends `service`.
            public func setService(_ text: RawSpan) { pointer.pointee.service = arena.copy(text: text) }

            /// Sets or extends `method`.
            public var method: String {
                get { FieldAccess.text(pointer.pointee.method) }
                nonmutating set { pointer.pointee.method = arena.copy(text: newValue) }
            }

            /// Sets or extends `method`.
            public func setMethod(_ text: RawSpan) { pointer.pointee.method = arena.copy(text: text) }

            /// Sets or extends `payload`.
            public var payload: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.payload) }
                nonmutating set { pointer.pointee.payload = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `payload`.
            public func setPayload(_ bytes: RawSpan) { pointer.pointee.payload = arena.copy(bytes: bytes) }

            /// Sets or extends `timeout_nano`.
            public var timeoutNano: Int64 {
                get { pointer.pointee.timeout_nano }
                nonmutating set { pointer.pointee.timeout_nano = newValue }
            }

            /// Sets or extends `metadata`.
            public func addMetadata<Failure: Error>(
                _ body: (borrowing TTRPC.KeyValue.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = TTRPC.KeyValue.allocate(in: arena)
                try body(TTRPC.KeyValue.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.metadata, count: &pointer.pointee.n_metadata).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The payload of a Response frame.
    public struct Response: GeneratedMessage, @unchecked Sendable {
        /// `ttrpc.Response`
        public static let fullName = "ttrpc.Response"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Ttrpc__Response>?) -> Void =
            ttrpc__response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ GoogleRPC.Status.layout })),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Ttrpc__Response>

        init(arena: Arena, pointer: UnsafeMutablePointer<Ttrpc__Response>) {
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

        /// Absent when the call succeeded.
        public var status: GoogleRPC.Status {
            pointer.pointee.status.map { GoogleRPC.Status(arena: arena, pointer: $0) } ?? .empty
        }

        /// Whether `status` is set.
        public var hasStatus: Bool { pointer.pointee.status != nil }

        /// The serialised response message.
        public var payload: ByteBuffer { FieldAccess.bytes(pointer.pointee.payload) }

        /// Lends `payload` without copying it.
        public func withPayload<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.payload, body)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Ttrpc__Response>

            /// Sets or extends `status`.
            public func setStatus<Failure: Error>(
                _ body: (borrowing GoogleRPC.Status.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = GoogleRPC.Status.allocate(in: arena)
                try body(GoogleRPC.Status.Draft(arena: arena, pointer: nested))
                pointer.pointee.status = nested
            }

            /// Sets or extends `status`.
            public func setStatus(_ message: GoogleRPC.Status) { pointer.pointee.status = arena.borrow(message) }

            /// Sets or extends `payload`.
            public var payload: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.payload) }
                nonmutating set { pointer.pointee.payload = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `payload`.
            public func setPayload(_ bytes: RawSpan) { pointer.pointee.payload = arena.copy(bytes: bytes) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// One metadata entry.
    public struct KeyValue: GeneratedMessage, @unchecked Sendable {
        /// `ttrpc.KeyValue`
        public static let fullName = "ttrpc.KeyValue"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Ttrpc__KeyValue>?) -> Void =
            ttrpc__key_value__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Ttrpc__KeyValue>

        init(arena: Arena, pointer: UnsafeMutablePointer<Ttrpc__KeyValue>) {
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
        public var key: String { FieldAccess.text(pointer.pointee.key) }

        /// The field `value`.
        public var value: String { FieldAccess.text(pointer.pointee.value) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Ttrpc__KeyValue>

            /// Sets or extends `key`.
            public var key: String {
                get { FieldAccess.text(pointer.pointee.key) }
                nonmutating set { pointer.pointee.key = arena.copy(text: newValue) }
            }

            /// Sets or extends `key`.
            public func setKey(_ text: RawSpan) { pointer.pointee.key = arena.copy(text: text) }

            /// Sets or extends `value`.
            public var value: String {
                get { FieldAccess.text(pointer.pointee.value) }
                nonmutating set { pointer.pointee.value = arena.copy(text: newValue) }
            }

            /// Sets or extends `value`.
            public func setValue(_ text: RawSpan) { pointer.pointee.value = arena.copy(text: text) }
        }
    }

}
