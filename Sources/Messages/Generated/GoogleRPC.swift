// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

import CMessages

/// Messages of the protobuf package `google.rpc`.
public enum GoogleRPC {
    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The outcome of a call that failed.
    public struct Status: GeneratedMessage, @unchecked Sendable {
        /// `google.rpc.Status`
        public static let fullName = "google.rpc.Status"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Google__Rpc__Status>?) -> Void =
            google__rpc__status__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(kind: .message({ GoogleProtobuf.AnyMessage.layout })),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Google__Rpc__Status>

        init(arena: Arena, pointer: UnsafeMutablePointer<Google__Rpc__Status>) {
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

        /// One of the 16 canonical codes.
        public var code: Int32 { pointer.pointee.code }

        /// For a developer, in English.
        public var message: String { FieldAccess.text(pointer.pointee.message) }

        /// Machine-readable details.
        public var details: RepeatedMessages<GoogleProtobuf.AnyMessage> {
            RepeatedMessages<GoogleProtobuf.AnyMessage>(
                arena: arena, elements: pointer.pointee.details, count: pointer.pointee.n_details)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Google__Rpc__Status>

            /// Sets or extends `code`.
            public var code: Int32 {
                get { pointer.pointee.code }
                nonmutating set { pointer.pointee.code = newValue }
            }

            /// Sets or extends `message`.
            public var message: String {
                get { FieldAccess.text(pointer.pointee.message) }
                nonmutating set { pointer.pointee.message = arena.copy(text: newValue) }
            }

            /// Sets or extends `message`.
            public func setMessage(_ text: RawSpan) { pointer.pointee.message = arena.copy(text: text) }

            /// Sets or extends `details`.
            public func addDetails<Failure: Error>(
                _ body: (borrowing GoogleProtobuf.AnyMessage.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = GoogleProtobuf.AnyMessage.allocate(in: arena)
                try body(GoogleProtobuf.AnyMessage.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.details, count: &pointer.pointee.n_details).initialize(to: nested)
            }
        }
    }

}
