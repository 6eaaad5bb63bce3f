/// The headers of answers that the contract names.
enum ContractHeaders {
    static let all: [(String, JSONValue)] = [
        header("ETag", "The state of what is shown (RFC 9110).", example: "\"1-1-031ba8da57985ce9f7e738b8\""),
        header("Link", "The first page and those beside this one (RFC 8288)."),
        header("Cache-Status", "Whether the cache had what was asked for (RFC 9211)."),
        header("Location", "The path of what was made."),
        header("Retry-After", "After how many seconds to try again."),
        header("WWW-Authenticate", "What the gateway wants to see (RFC 6750)."),
    ]

    static let notModified: JSONValue = [
        "description": "The client has this state already.", "headers": references(["ETag"]),
    ]

    static func references(_ names: [String]) -> JSONValue {
        .object(names.map { ($0, ["$ref": "#/components/headers/\($0)"]) })
    }

    private static func header(_ name: String, _ description: String, example: JSONValue? = nil) -> (String, JSONValue)
    {
        (name, .members([("description", .text(description)), ("schema", Schema.text().json), ("example", example)]))
    }
}
