// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

import CMessages

/// Messages of the protobuf package `google.rpc`.
public enum GoogleRPC {
    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// What is wrong with the fields of a request.
    public struct BadRequest: GeneratedMessage, @unchecked Sendable {
        /// `google.rpc.BadRequest`
        public static let fullName = "google.rpc.BadRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Google__Rpc__BadRequest>?) -> Void =
            google__rpc__bad_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ GoogleRPC.BadRequest.FieldViolation.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Google__Rpc__BadRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Google__Rpc__BadRequest>) {
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

        /// The field `field_violations`.
        public var fieldViolations: RepeatedMessages<GoogleRPC.BadRequest.FieldViolation> {
            RepeatedMessages<GoogleRPC.BadRequest.FieldViolation>(
                arena: arena, elements: pointer.pointee.field_violations, count: pointer.pointee.n_field_violations)
        }

        // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
        /// The protobuf message `FieldViolation`.
        public struct FieldViolation: GeneratedMessage, @unchecked Sendable {
            /// `google.rpc.BadRequest.FieldViolation`
            public static let fullName = "google.rpc.BadRequest.FieldViolation"
            static let empty = makeEmpty()
            static let initialize: @Sendable (UnsafeMutablePointer<Google__Rpc__BadRequest__FieldViolation>?) -> Void =
                google__rpc__bad_request__field_violation__init
            static let layout = MessageLayout(
                initialize,
                options: [
                    FieldOptions(),
                    FieldOptions(),
                ])
            let arena: Arena
            let pointer: UnsafeMutablePointer<Google__Rpc__BadRequest__FieldViolation>

            init(arena: Arena, pointer: UnsafeMutablePointer<Google__Rpc__BadRequest__FieldViolation>) {
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

            /// The path to the field, for example `course.title`.
            public var field: String { FieldAccess.text(pointer.pointee.field) }

            /// What is wrong with it.
            public var description: String { FieldAccess.text(pointer.pointee.description) }

            /// A message being built. It can't outlive the closure that it is given to.
            public struct Draft: ~Copyable {
                let arena: Arena
                let pointer: UnsafeMutablePointer<Google__Rpc__BadRequest__FieldViolation>

                /// Sets or extends `field`.
                public var field: String {
                    get { FieldAccess.text(pointer.pointee.field) }
                    nonmutating set { pointer.pointee.field = arena.copy(text: newValue) }
                }

                /// Sets or extends `field`.
                public func setField(_ text: RawSpan) { pointer.pointee.field = arena.copy(text: text) }

                /// Sets or extends `description`.
                public var description: String {
                    get { FieldAccess.text(pointer.pointee.description) }
                    nonmutating set { pointer.pointee.description = arena.copy(text: newValue) }
                }

                /// Sets or extends `description`.
                public func setDescription(_ text: RawSpan) { pointer.pointee.description = arena.copy(text: text) }
            }
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Google__Rpc__BadRequest>

            /// Sets or extends `field_violations`.
            public func addFieldViolations<Failure: Error>(
                _ body: (borrowing GoogleRPC.BadRequest.FieldViolation.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = GoogleRPC.BadRequest.FieldViolation.allocate(in: arena)
                try body(GoogleRPC.BadRequest.FieldViolation.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.field_violations, count: &pointer.pointee.n_field_violations)
                    .initialize(to: nested)
            }
        }
    }

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
