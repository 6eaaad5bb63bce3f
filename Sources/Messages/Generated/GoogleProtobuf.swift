// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

import CMessages
public import NIOCore

/// Messages of the protobuf package `google.protobuf`.
public enum GoogleProtobuf {
    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// `Any` contains an arbitrary serialized protocol buffer message along with a
    /// URL that describes the type of the serialized message.
    ///
    /// Protobuf library provides support to pack/unpack Any values in the form
    /// of utility functions or additional generated methods of the Any type.
    ///
    /// Example 1: Pack and unpack a message in C++.
    ///
    ///     Foo foo = ...;
    ///     Any any;
    ///     any.PackFrom(foo);
    ///     ...
    ///     if (any.UnpackTo(&foo)) {
    ///       ...
    ///     }
    ///
    /// Example 2: Pack and unpack a message in Java.
    ///
    ///     Foo foo = ...;
    ///     Any any = Any.pack(foo);
    ///     ...
    ///     if (any.is(Foo.class)) {
    ///       foo = any.unpack(Foo.class);
    ///     }
    ///
    /// Example 3: Pack and unpack a message in Python.
    ///
    ///     foo = Foo(...)
    ///     any = Any()
    ///     any.Pack(foo)
    ///     ...
    ///     if any.Is(Foo.DESCRIPTOR):
    ///       any.Unpack(foo)
    ///       ...
    ///
    /// Example 4: Pack and unpack a message in Go
    ///
    ///      foo := &pb.Foo{...}
    ///      any, err := anypb.New(foo)
    ///      if err != nil {
    ///        ...
    ///      }
    ///      ...
    ///      foo := &pb.Foo{}
    ///      if err := any.UnmarshalTo(foo); err != nil {
    ///        ...
    ///      }
    ///
    /// The pack methods provided by protobuf library will by default use
    /// 'type.googleapis.com/full.type.name' as the type URL and the unpack
    /// methods only use the fully qualified type name after the last '/'
    /// in the type URL, for example "foo.bar.com/x/y.z" will yield type
    /// name "y.z".
    ///
    ///
    /// JSON
    ///
    /// The JSON representation of an `Any` value uses the regular
    /// representation of the deserialized, embedded message, with an
    /// additional field `@type` which contains the type URL. Example:
    ///
    ///     package google.profile;
    ///     message Person {
    ///       string first_name = 1;
    ///       string last_name = 2;
    ///     }
    ///
    ///     {
    ///       "@type": "type.googleapis.com/google.profile.Person",
    ///       "firstName": <string>,
    ///       "lastName": <string>
    ///     }
    ///
    /// If the embedded message type is well-known and has a custom JSON
    /// representation, that representation will be embedded adding a field
    /// `value` which holds the custom JSON in addition to the `@type`
    /// field. Example (for message [google.protobuf.Duration][]):
    ///
    ///     {
    ///       "@type": "type.googleapis.com/google.protobuf.Duration",
    ///       "value": "1.212s"
    ///     }
    public struct AnyMessage: GeneratedMessage, @unchecked Sendable {
        /// `google.protobuf.Any`
        public static let fullName = "google.protobuf.Any"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Google__Protobuf__Any>?) -> Void =
            google__protobuf__any__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Google__Protobuf__Any>

        init(arena: Arena, pointer: UnsafeMutablePointer<Google__Protobuf__Any>) {
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

        /// A URL/resource name that uniquely identifies the type of the serialized
        /// protocol buffer message. This string must contain at least
        /// one "/" character. The last segment of the URL's path must represent
        /// the fully qualified name of the type (as in
        /// `path/google.protobuf.Duration`). The name should be in a canonical form
        /// (e.g., leading "." is not accepted).
        ///
        /// In practice, teams usually precompile into the binary all types that they
        /// expect it to use in the context of Any. However, for URLs which use the
        /// scheme `http`, `https`, or no scheme, one can optionally set up a type
        /// server that maps type URLs to message definitions as follows:
        ///
        /// * If no scheme is provided, `https` is assumed.
        /// * An HTTP GET on the URL must yield a [google.protobuf.Type][]
        ///   value in binary format, or produce an error.
        /// * Applications are allowed to cache lookup results based on the
        ///   URL, or have them precompiled into a binary to avoid any
        ///   lookup. Therefore, binary compatibility needs to be preserved
        ///   on changes to types. (Use versioned type names to manage
        ///   breaking changes.)
        ///
        /// Note: this functionality is not currently available in the official
        /// protobuf release, and it is not used for type URLs beginning with
        /// type.googleapis.com.
        ///
        /// Schemes other than `http`, `https` (or the empty scheme) might be
        /// used with implementation specific semantics.
        public var typeURL: String { FieldAccess.text(pointer.pointee.type_url) }

        /// Must be a valid serialized protocol buffer of the above specified type.
        public var value: ByteBuffer { FieldAccess.bytes(pointer.pointee.value) }

        /// Lends `value` without copying it.
        public func withValue<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.value, body)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Google__Protobuf__Any>

            /// Sets or extends `type_url`.
            public var typeURL: String {
                get { FieldAccess.text(pointer.pointee.type_url) }
                nonmutating set { pointer.pointee.type_url = arena.copy(text: newValue) }
            }

            /// Sets or extends `type_url`.
            public func setTypeURL(_ text: RawSpan) { pointer.pointee.type_url = arena.copy(text: text) }

            /// Sets or extends `value`.
            public var value: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.value) }
                nonmutating set { pointer.pointee.value = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `value`.
            public func setValue(_ bytes: RawSpan) { pointer.pointee.value = arena.copy(bytes: bytes) }
        }
    }

}
