/// A method of a service, as the .proto declares it. Make one per method and keep it: it carries what the runtime
/// prepares once, such as its encoded name and its metrics.
public struct MethodDescriptor: Sendable {
    /// The service's full name, for example `lyceum.course.v1.CourseService`.
    public let service: String
    /// The method's name within the service, for example `BatchGetCourses`.
    public let name: String
    /// How many messages go which way.
    public let kind: Kind
    /// Whether calls may be repeated.
    public let idempotency: Idempotency

    let prepared: PreparedMethod

    /// How many messages go which way.
    public enum Kind: Sendable {
        /// One request, one reply.
        case unary
        /// One request, and a stream of replies.
        case serverStream
    }

    /// Describes a method.
    public init(service: String, name: String, kind: Kind = .unary, idempotency: Idempotency = .unknown) {
        self.service = service
        self.name = name
        self.kind = kind
        self.idempotency = idempotency
        prepared = PreparedMethod(service: service, name: name)
    }
}

extension MethodDescriptor: Hashable {
    /// Whether both name the same method.
    public static func == (one: Self, other: Self) -> Bool {
        one.service == other.service && one.name == other.name
    }

    /// Hashes the names.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(service)
        hasher.combine(name)
    }
}

extension MethodDescriptor: CustomStringConvertible {
    /// The full name in gRPC's form, for example `lyceum.course.v1.CourseService/BatchGetCourses`.
    public var description: String { "\(service)/\(name)" }
}
