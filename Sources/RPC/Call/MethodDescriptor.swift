/// A method of a service, as the .proto declares it. Make one per method and keep it: it carries what the runtime
/// prepares once, such as its encoded name and its metrics.
public struct MethodDescriptor: Sendable {
    /// The service's full name, for example `lyceum.course.v1.CourseService`.
    public var service: String { prepared.service }
    /// The method's name within the service, for example `BatchGetCourses`.
    public var name: String { prepared.name }
    /// How many messages go which way.
    public var kind: Kind { prepared.kind }
    /// Whether calls may be repeated.
    public var idempotency: Idempotency { prepared.idempotency }

    /// All of it, so that a copy, of which each call makes several, counts one reference.
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
        prepared = PreparedMethod(service: service, name: name, kind: kind, idempotency: idempotency)
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
