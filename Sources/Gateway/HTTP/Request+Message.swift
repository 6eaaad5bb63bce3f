import FoundationEssentials
import HTTPTypes
import Hummingbird
import Messages

extension Request {
    /// The body, a JSON object, read as a message.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that it may have.
    ///   - mediaTypes: What `Content-Type` may say; a body without one is taken for JSON.
    /// - Throws: ``Problem`` that points at the member at fault, 415 for another media type, and
    ///   `NIOTooManyBytesError` for a longer body.
    func message<Body: Message>(
        _: Body.Type = Body.self, atMost limit: Int, mediaTypes: [String] = ["application/json"]
    ) async throws -> JSONBody<Body> {
        if let type = headers[.contentType]?.split(separator: ";").first {
            let name = type.filter { $0 != " " && $0 != "\t" }.lowercased()
            guard mediaTypes.contains(name) else {
                throw Problem(
                    status: .unsupportedMediaType,
                    detail: "The body must be \(mediaTypes.joined(separator: " or ")), not \(name).")
            }
        }
        let json = try await body.collect(upTo: limit)
        do throws(JSONFault) {
            return try JSONBody(json)
        } catch {
            throw Problem.badBody(error.pointer, error.detail)
        }
    }
}

extension RepeatedUUIDs {
    /// The most ids that one request may name.
    static let requestLimit = 100

    /// The ids that a request's body names in a member.
    func checked(as member: String) throws(Problem) -> [UUID] {
        guard (1...Self.requestLimit).contains(count) else {
            throw .badBody("/\(member)", "must have 1 to \(Self.requestLimit) items, not \(count)")
        }
        return Array(self)
    }
}
