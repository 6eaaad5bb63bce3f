import HTTPTypes
import Hummingbird
import Messages

/// A request that changes an entity: a merge patch (RFC 7396) of the version that `If-Match` names.
struct MergePatch<Edit: Message>: Sendable {
    /// What `Content-Type` may say.
    static var mediaTypes: [String] { ["application/merge-patch+json", "application/json"] }

    /// Which version is to be changed; 0 for any.
    let expectedVersion: Int64
    /// The members that change, with their new values.
    let edit: Edit
    /// The names of those members, separated by commas.
    let mask: String

    /// Whether a member changes.
    func edits(_ member: Substring) -> Bool { mask.split(separator: ",").contains(member) }

    /// Reads a request that has no parameters in its query.
    ///
    /// - Parameter limit: The most bytes that the body may have.
    /// - Throws: ``Problem`` for what is wrong with it, and `NIOTooManyBytesError` for a longer body.
    init(_ request: Request, atMost limit: Int) async throws {
        _ = try QueryReader(request, allowed: [])
        expectedVersion = try EditPrecondition(request).expectedVersion
        let body = try await request.message(Edit.self, atMost: limit, mediaTypes: Self.mediaTypes)
        guard !body.members.isEmpty else { throw Problem.badBody("", "must have a member to change") }
        edit = body.message
        mask = body.members.joined(separator: ",")
    }
}
