import Messages

/// Why a part of an answer is missing, while the rest is there.
struct PartProblem {
    /// The member that is null.
    let part: String
    let problem: Problem
}

extension [PartProblem] {
    /// Writes the member `problems`, where there are any: as RFC 9457 has them, with the missing `member`'s name.
    func write(to json: inout JSONWriter) {
        guard !isEmpty else { return }
        json.key("problems")
        json.array { json in
            for element in self { element.problem.write(to: &json, member: element.part) }
        }
    }
}
