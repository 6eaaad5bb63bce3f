import HTTPTypes

/// What the contract says of one method of a path, beyond what the route table knows of it.
struct Operation: Sendable {
    /// A part of the interface, under which operations are listed.
    enum Group: String, CaseIterable {
        case catalogue = "Catalogue"
        case authors = "Authors"
        case users = "Users"
        case leaderboard = "Leaderboard"
        case operation = "Operation"
    }

    /// What the client sends.
    struct Body: Sendable {
        let schema: Schema
        let example: JSONValue
        var mediaTypes = ["application/json"]
    }

    /// What the client gets when all is well.
    struct Answer: Sendable {
        var status = HTTPResponse.Status.ok
        let description: String
        var mediaType = "application/json"
        /// Nil for an answer without a body.
        var schema: Schema?
        var example: JSONValue?
        /// The names of the headers that it has, besides those of every answer.
        var headers: [String] = []
    }

    /// The name by which generated clients call it.
    let id: String
    let group: Group
    let summary: String
    var description: String?
    var parameters: [Parameter] = []
    var body: Body?
    let answer: Answer
    /// Answers of the same shape with another status.
    var alternatives: [(HTTPResponse.Status, String)] = []
    /// The problems that don't follow from what the route is and takes.
    var problems: [HTTPResponse.Status] = []
}
