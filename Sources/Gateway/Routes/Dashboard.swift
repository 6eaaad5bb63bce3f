import FoundationEssentials
import Messages

/// One page's worth of what a user wants to see first. A part that could not be had is nil, and has a problem.
struct Dashboard: Sendable {
    /// Where the user stands on the global board, and who stands around.
    struct Standing {
        var rank: LeaderboardV1.Rank?
        /// With the user among them.
        var entries: Slice<RepeatedMessages<LeaderboardV1.Entry>>?
        var problems: [PartProblem] = []
    }

    /// Nil where the service knows no such user.
    let user: Result<LeaderboardV1.User?, Problem>
    let learning: Result<EnrolledCourses, Problem>
    let standing: Standing

    /// Bytes that its JSON mostly fits.
    var capacity: Int {
        1024 + ((try? learning.get().capacity) ?? 0) + 192 * (standing.entries?.count ?? 0)
    }

    func write(for caller: Caller, to json: inout JSONWriter) {
        json.object { json in
            json.key("user")
            if let user = try? user.get() { json.value(user) } else { json.null() }
            json.key("rank")
            if let rank = standing.rank { json.value(rank) } else { json.null() }
            json.key("courses")
            switch learning {
            case .success(let learning): learning.write(for: caller, to: &json)
            case .failure: json.null()
            }
            json.key("has_more_courses")
            if let learning = try? learning.get() { json.value(learning.hasMore) } else { json.null() }
            json.key("peers")
            writePeers(of: caller, to: &json)
            problems.write(to: &json)
        }
    }

    private func writePeers(of caller: Caller, to json: inout JSONWriter) {
        guard let entries = standing.entries else { return json.null() }
        json.array { json in
            for entry in entries where entry.userID != caller.identity.userID { json.value(entry) }
        }
    }

    private var problems: [PartProblem] {
        var problems: [PartProblem] = []
        if case .failure(let problem) = user { problems.append(PartProblem(part: "user", problem: problem)) }
        switch learning {
        case .success(let learning): problems += learning.problems
        case .failure(let problem): problems.append(PartProblem(part: "courses", problem: problem))
        }
        return problems + standing.problems
    }
}
