/// What operators and tools ask.
extension Operation {
    static let isAlive = Operation(
        id: "isAlive", group: .operation, summary: "Whether the gateway runs", description: "It asks nobody.",
        answer: Answer(description: "It does.", schema: .named("Liveness"), example: ["status": "ok"]))

    static let isReady = health("isReady", "Whether the gateway can serve, for balancers")
    static let getHealth = health("getHealth", "How the gateway and what it needs are")

    static let getContract = Operation(
        id: "getContract", group: .operation, summary: "This document",
        answer: Answer(
            description: "OpenAPI 3.1.", schema: Schema.object([("openapi", .text())]), headers: ["ETag"]))

    static let getDocumentation = Operation(
        id: "getDocumentation", group: .operation, summary: "This document as a page to read and try",
        answer: Answer(description: "HTML.", mediaType: "text/html", schema: .text(), headers: ["ETag"]))

    static let getProblemType = Operation(
        id: "getProblemType", group: .operation, summary: "What a kind of problem is",
        description: "The `type` of each problem leads here.",
        parameters: [
            .path(
                "kind", "The kind of problem.", schema: .choice(ProblemExample.all.map(\.problem.kind)),
                example: "not-found")
        ],
        answer: Answer(
            description: "When it comes, and an example.", mediaType: "text/plain", schema: .text(), headers: ["ETag"]))

    private static func health(_ id: String, _ summary: String) -> Operation {
        Operation(
            id: id, group: .operation, summary: summary,
            answer: Answer(
                description: "It can serve, if not everything.", schema: .named("Health"), example: Example.health),
            alternatives: [(.serviceUnavailable, "It can't serve.")])
    }
}
