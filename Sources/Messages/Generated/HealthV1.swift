// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

import CMessages

/// Messages of the protobuf package `grpc.health.v1`.
public enum HealthV1 {
    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `HealthCheckRequest`.
    public struct HealthCheckRequest: GeneratedMessage, @unchecked Sendable {
        /// `grpc.health.v1.HealthCheckRequest`
        public static let fullName = "grpc.health.v1.HealthCheckRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Grpc__Health__V1__HealthCheckRequest>?) -> Void =
            grpc__health__v1__health_check_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions()
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckRequest>) {
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

        /// The service asked about; empty means the whole process.
        public var service: String { FieldAccess.text(pointer.pointee.service) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckRequest>

            /// Sets or extends `service`.
            public var service: String {
                get { FieldAccess.text(pointer.pointee.service) }
                nonmutating set { pointer.pointee.service = arena.copy(text: newValue) }
            }

            /// Sets or extends `service`.
            public func setService(_ text: RawSpan) { pointer.pointee.service = arena.copy(text: text) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `HealthCheckResponse`.
    public struct HealthCheckResponse: GeneratedMessage, @unchecked Sendable {
        /// `grpc.health.v1.HealthCheckResponse`
        public static let fullName = "grpc.health.v1.HealthCheckResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Grpc__Health__V1__HealthCheckResponse>?) -> Void =
            grpc__health__v1__health_check_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions()
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckResponse>) {
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

        /// The field `status`.
        public var status: HealthV1.HealthCheckResponse.ServingStatus? {
            HealthV1.HealthCheckResponse.ServingStatus(rawValue: pointer.pointee.status.rawValue)
        }

        /// The protobuf enum `ServingStatus`.
        public enum ServingStatus: UInt32, Sendable, CaseIterable {
            /// `UNKNOWN`.
            case unknown = 0
            /// `SERVING`.
            case serving = 1
            /// `NOT_SERVING`.
            case notServing = 2
            /// Only used by Watch.
            case serviceUnknown = 3
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Grpc__Health__V1__HealthCheckResponse>

            /// Sets or extends `status`.
            public var status: HealthV1.HealthCheckResponse.ServingStatus? {
                get { HealthV1.HealthCheckResponse.ServingStatus(rawValue: pointer.pointee.status.rawValue) }
                nonmutating set {
                    if let newValue {
                        pointer.pointee.status = type(of: pointer.pointee.status).init(rawValue: newValue.rawValue)
                    }
                }
            }
        }
    }

}
