import FoundationEssentials
import Hummingbird
import NIOCore

/// The body of a batch look-up: an object with one member that holds at most 100 UUIDs, and members of text.
struct IDBatch {
    static let limit = 100

    let ids: [UUID]
    let text: [String: String]

    /// - Parameters:
    ///   - name: the member that holds the ids.
    ///   - textMembers: further members that may be there.
    init(
        _ request: Request, _ name: String = "ids", textMembers: Set<String> = [], bodyLimit: Int
    ) async throws {
        let body = try await Self.body(of: request, atMost: bodyLimit)
        let members: [String: JSONValue]
        do {
            members = try JSONDecoder().decode([String: JSONValue].self, from: body)
        } catch DecodingError.typeMismatch {
            throw Problem.badBody("", "must be a JSON object")
        } catch {
            throw Problem.badBody("", "is not valid JSON")
        }
        for member in members.keys.sorted() where member != name && !textMembers.contains(member) {
            throw Problem.badBody(
                "/\(member)", "is not known here; known are: \(([name] + textMembers).sorted().joined(separator: ", "))"
            )
        }
        guard case .array(let items)? = members[name] else {
            throw Problem.badBody("/\(name)", "must be an array of UUIDs")
        }
        guard (1...Self.limit).contains(items.count) else {
            throw Problem.badBody("/\(name)", "must have 1 to \(Self.limit) items, not \(items.count)")
        }
        ids = try items.enumerated().map { index, item in
            guard case .text(let text) = item, let id = UUID(uuidString: text) else {
                throw Problem.badBody("/\(name)/\(index)", "must be a UUID")
            }
            return id
        }
        text = try members.filter { textMembers.contains($0.key) }.mapValues { value in
            guard case .text(let text) = value else { throw Problem.badBody("", "has a member that must be text") }
            return text
        }
    }

    private static func body(of request: Request, atMost limit: Int) async throws -> Data {
        if let type = request.headers[.contentType], !type.lowercased().hasPrefix("application/json") {
            throw Problem(status: .unsupportedMediaType, detail: "The body must be application/json.")
        }
        let buffer = try await request.body.collect(upTo: limit)
        return Data(buffer.readableBytesView)
    }
}
