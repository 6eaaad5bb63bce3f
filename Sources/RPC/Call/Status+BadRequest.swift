internal import Messages
internal import NIOCore

/// Requests whose fields can't be used: INVALID_ARGUMENT with a `google.rpc.BadRequest` among its details.
extension Status {
    private static let badRequestType = "type.googleapis.com/google.rpc.BadRequest"

    /// Says what is wrong with which fields, in the message and in the details.
    public static func badRequest(_ violations: [FieldViolation]) -> Status {
        let details = GoogleRPC.BadRequest.make { draft in
            for violation in violations {
                draft.addFieldViolations { field in
                    field.field = violation.field
                    field.description = violation.description
                }
            }
        }
        var value = ByteBuffer()
        details.encode(into: &value)
        return Status(
            code: .invalidArgument,
            message: violations.map { "\($0.field) \($0.description)" }.joined(separator: "; "),
            details: [StatusDetail(typeURL: badRequestType, value: value)])
    }

    /// Says what is wrong with one field: what it has to be, to be read behind its name.
    public static func badRequest(_ field: String, _ description: String) -> Status {
        badRequest([FieldViolation(field: field, description: description)])
    }

    /// What is wrong with the request's fields, as far as the details tell.
    public var fieldViolations: [FieldViolation] {
        details.filter { $0.typeURL == Self.badRequestType }.flatMap { detail in
            let fields = (try? GoogleRPC.BadRequest(decoding: detail.value))?.fieldViolations
            return fields?.map { FieldViolation(field: $0.field, description: $0.description) } ?? []
        }
    }
}
