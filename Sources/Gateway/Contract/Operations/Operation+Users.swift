/// Users and their ranks.
extension Operation {
    static let getUser = Operation(
        id: "getUser", group: .users, summary: "A user's public profile",
        parameters: [.path("id", "The user.", example: Example.userID), userFields],
        answer: Answer(
            description: "The profile.", schema: .named("User"), example: Example.user,
            headers: ["ETag", "Cache-Status"]))

    static let batchGetUsers = Operation(
        id: "batchGetUsers", group: .users, summary: "Public profiles by their ids",
        parameters: [userFields],
        body: Body(schema: .named("BatchGetUsersRequest"), example: ["ids": [Example.userID]]),
        answer: Answer(
            description: "The profiles in the order asked; null and an entry in `errors` for each that can't be had.",
            schema: .named("UserBatch"), example: Example.userBatch, headers: ["Cache-Status"]))

    static let getMe = Operation(
        id: "getMe", group: .users, summary: "Who the caller is",
        answer: Answer(
            description: "The role that the token gives, and the caller's profile.", schema: .named("Me"),
            example: Example.me),
        problems: [.notFound])

    static let listMyCourses = Operation(
        id: "listMyCourses", group: .users, summary: "One page of the courses that the caller is enrolled in",
        description: """
            The order is the latest enrolment first. Each course has its `creator` and the caller's `progress`; no page \
            repeats or misses an enrolment that was there all the time. Courses that are not published, as archived ones, \
            are left out, so that a page may be shorter than `limit` though another follows.
            """,
        parameters: [.limit, .cursor],
        answer: Answer(
            description: "The page. Courses that can't be had are null, and `problems` tells why.",
            schema: .named("MyCoursePage"), example: Example.myCourses, headers: ["Link"]))

    static let getDashboard = Operation(
        id: "getDashboard", group: .users, summary: "What the caller wants to see first",
        description: """
            Each part that can't be had is null, and `problems` tells why. Courses that are not published, as archived \
            ones, are left out.
            """,
        parameters: [.limit],
        answer: Answer(
            description: "The caller, the courses enrolled in last with creators and progress, and who stands around.",
            schema: .named("Dashboard"), example: Example.dashboard))

    static let listLeaderboard = Operation(
        id: "listLeaderboard", group: .leaderboard, summary: "One page of a board",
        description:
            "The order is XP descending, then who joined first. Ranks change: a page can repeat or miss a user.",
        parameters: [
            .query("board", Schema.choice(["global"]).with("default", "global"), "The board."),
            .limit,
            .query("offset", Schema.integer(0...Schema.largestInteger).with("default", 0), "How many to skip."),
            .cursor,
        ],
        answer: Answer(
            description: "The page. Counts that can't be had are null, and `problems` tells why.",
            schema: .named("LeaderboardPage"), example: Example.leaderboard, headers: ["ETag", "Link"]))

    static let batchGetRanks = Operation(
        id: "batchGetRanks", group: .leaderboard, summary: "The ranks of several users on one board",
        body: Body(
            schema: .named("BatchGetRanksRequest"), example: ["board": "global", "user_ids": [Example.userID]]),
        answer: Answer(
            description: "The ranks in the order asked.", schema: .named("RankList"), example: Example.ranks))

    private static let userFields = Parameter.fields(UserView.schema, example: "username,xp")
}
