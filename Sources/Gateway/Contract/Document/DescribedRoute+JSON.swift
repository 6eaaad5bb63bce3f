import HTTPTypes

extension DescribedRoute {
    /// The operation object (OpenAPI 3.1, section 4.8.10).
    var json: JSONValue {
        .members([
            ("operationId", .text(operation.id)), ("tags", [.text(operation.group.rawValue)]),
            ("summary", .text(operation.summary)), ("description", operation.description.map { .text($0) }),
            ("security", security), ("parameters", .array(parameters.map(\.json))),
            ("requestBody", operation.body?.json), ("responses", responses),
            ("x-max-backend-calls", .integer(Int64(maximumBackendCalls))),
        ])
    }

    /// Who may call it. A token is taken everywhere; the names are the lowest role that may.
    private var security: JSONValue {
        switch access {
        case .anyone: [[:], ["bearerAuth": []]]
        case .role(let lowest): [["bearerAuth": [.text(lowest.rawValue)]]]
        }
    }

    private var responses: JSONValue {
        let answer = operation.answer
        var responses = [(String(answer.status.code), answer.json)]
        if isConditional { responses.append(("304", ContractHeaders.notModified)) }
        for (status, description) in operation.alternatives {
            responses.append((String(status.code), answer.json(described: description)))
        }
        for problem in problems {
            responses.append((String(problem.code), ["$ref": "#/components/responses/\(problem.componentName)"]))
        }
        return .object(responses)
    }
}

extension Operation.Body {
    fileprivate var json: JSONValue {
        let content: JSONValue = ["schema": schema.json, "example": example]
        return ["required": true, "content": .object(mediaTypes.map { ($0, content) })]
    }
}

extension Operation.Answer {
    fileprivate var json: JSONValue { json(described: description) }

    fileprivate func json(described text: String) -> JSONValue {
        let content = schema.map { schema in
            JSONValue.object([(mediaType, .members([("schema", schema.json), ("example", example)]))])
        }
        return .members([
            ("description", .text(text)), ("headers", headers.isEmpty ? nil : ContractHeaders.references(headers)),
            ("content", content),
        ])
    }
}

extension HTTPResponse.Status {
    /// The name of the problem among the document's components: `NotFound`.
    var componentName: String { reasonPhrase.filter(\.isLetter) }
}
