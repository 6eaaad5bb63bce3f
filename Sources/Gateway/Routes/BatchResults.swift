import FoundationEssentials
import Messages

/// The answer to a batch: entities in the order asked, and a problem for each that is missing.
struct BatchResults<Entity: Message> {
    let entities: [Entity?]
    private let problems: [(index: Int, problem: Problem)]

    init(
        _ results: [Result<EntityLoader<Entity>.Answer, any Error>], _ ids: [UUID], entity: String, backend: String
    ) {
        var entities: [Entity?] = []
        var problems: [(Int, Problem)] = []
        for (index, result) in results.enumerated() {
            switch result {
            case .success(let answer):
                entities.append(answer.entity)
                if answer.entity == nil { problems.append((index, .notFound(entity, ids[index].text))) }
            case .failure(let error):
                entities.append(nil)
                problems.append((index, Problem(failure: error, backend: backend)))
            }
        }
        self.entities = entities
        self.problems = problems
    }

    /// Writes the member `errors`.
    func writeErrors(to json: inout JSONWriter) {
        json.key("errors")
        json.array { json in
            for (index, problem) in problems {
                json.object { json in
                    json.key("index")
                    json.value(Int64(index))
                    json.key("problem")
                    problem.write(to: &json)
                }
            }
        }
    }
}
