/// Answers and requests as the demo data has them.
enum Example {
    static let courseID: JSONValue = "320abcee-efae-514e-912b-fb1f07632e58"
    static let lessonID: JSONValue = "fa8d50e9-6e4f-58b4-966b-665d7dbe2522"
    static let userID: JSONValue = "16637c01-4fa7-553b-8e73-96279816965d"

    static let course = JSONValue(json: courseText)
    static let lesson = JSONValue(json: lessonText)
    static let user = JSONValue(json: userText)

    static let coursePage = JSONValue(
        json: """
            {"courses":[\(courseText)],"pagination":{"page":1,"limit":1,"total_pages":185,"total_items":185,\
            "total_is_capped":false,"next_cursor":"Aux5i-tX7ARUwdCa2GzZBwEBVgCPmQxJR3kABmBGNvDsgN_P63o2glpqotRm1m1TzuY"}}
            """)
    static let courses = JSONValue(json: #"{"courses":[\#(courseText)]}"#)
    static let courseBatch = JSONValue(
        json: """
            {"courses":[\(courseText),null],"errors":[{"index":1,"problem":{"type":"/problems/not-found",\
            "title":"Not Found","status":404,\
            "detail":"There is no course with the id 00000000-0000-4000-8000-000000000000."}}]}
            """)
    static let lessons = JSONValue(
        json: #"{"course_id":"320abcee-efae-514e-912b-fb1f07632e58","lessons":[\#(lessonText)]}"#)
    static let userBatch = JSONValue(json: #"{"users":[\#(userText)],"errors":[]}"#)
    static let me = JSONValue(json: #"{"role":"learner","user":\#(userText)}"#)
    static let dashboard = JSONValue(
        json: """
            {"user":\(userText),"rank":{"user_id":"16637c01-4fa7-553b-8e73-96279816965d","rank":2,"xp":2599,\
            "percentile":99.99},"courses":[\(courseText)],"has_more_courses":false,"peers":[{"rank":1,\
            "user_id":"ea3f43a6-5739-58c4-90e2-043fe7427ff6","username":"jonas_ferrari_1","avatar_url":null,"xp":3453,\
            "level":6,"achievements_count":3,"joined_at":"2026-08-10T00:43:51Z"}]}
            """)
    static let myCourses = JSONValue(
        json: "{\"courses\":[\(courseText)],\"pagination\":{\"limit\":20,\"next_cursor\":null}}")
    static let ids: JSONValue = ["ids": [courseID, "00000000-0000-4000-8000-000000000000"]]
    static let courseEdit: JSONValue = [
        "title": "Knots for Beginners", "description": "Ten knots, and when to use which.", "category": "crafts",
        "level": "beginner", "price_cents": 1900, "currency": "EUR", "status": "draft",
    ]
    static let lessonEdit: JSONValue = [
        "title": "The bowline", "kind": "video", "duration": 480, "difficulty": 2,
        "summary": "A loop that does not slip.",
    ]

    static let leaderboard = JSONValue(
        json: """
            {"board":"global","as_of":"2026-11-21T09:15:50.798122Z","stale":false,"total":20000,\
            "next_cursor":"KmoptV1jW_BcJWcjUGM4vAEAAAAAAAAKJwAAAAAAAAACAAZYCbsWE0AWY3wBT6dVO45zlieYFpZd",\
            "entries":[{"rank":2,"user_id":"16637c01-4fa7-553b-8e73-96279816965d","username":"liam_petrov_0",\
            "avatar_url":null,"xp":2599,"level":6,"achievements_count":2,"joined_at":"2026-08-02T05:31:17Z",\
            "completed_lessons":112,"courses_created":14}]}
            """)
    static let ranks = JSONValue(
        json: """
            {"board":"global","ranks":[{"user_id":"16637c01-4fa7-553b-8e73-96279816965d","rank":2,"xp":2599,\
            "percentile":99.99}],"total":20000,"as_of":"2026-11-21T09:15:50.798122Z","stale":false}
            """)
    static let health = JSONValue(
        json: """
            {"status":"ok","service":"gateway","phase":"running","checked_at":"2026-11-21T09:18:19.980Z",\
            "dependencies":[{"name":"course","required":true,"status":"ok","response_time_ms":2.529,"error":null}]}
            """)

    private static let courseText = """
        {"id":"320abcee-efae-514e-912b-fb1f07632e58","title":"A Friendly Guide to Accessibility",\
        "description":"We begin with the vocabulary and soon move on to harder questions.","category":"design",\
        "level":"beginner","price_cents":2999,"currency":"USD","is_free":false,"status":"published","rating":4.8,\
        "published_at":"2026-06-07T10:37:30Z","created_at":"2026-06-07T10:37:30Z","updated_at":"2026-06-07T10:37:30Z",\
        "creator_id":"04e642a6-1724-54be-98d3-d2b0077275c9","creator_name":"Ada Arslan","stats":{"lesson_count":15,\
        "total_duration":16260,"quiz_count":3,"completion_rate":0,"average_completion_time":0,"total_enrollments":24,\
        "last_lesson_title":"15. Quiz: What You Know about Accessibility"},"version":1}
        """
    private static let lessonText = """
        {"id":"fa8d50e9-6e4f-58b4-966b-665d7dbe2522","course_id":"320abcee-efae-514e-912b-fb1f07632e58","position":1,\
        "title":"1. A Tour of Accessibility","kind":"video","duration":480,"difficulty":1,\
        "summary":"Part 1 of A Friendly Guide to Accessibility.","updated_at":"2026-06-07T10:37:30Z","version":1}
        """
    private static let userText = """
        {"id":"16637c01-4fa7-553b-8e73-96279816965d","username":"liam_petrov_0","avatar_url":null,"xp":2599,"level":6,\
        "achievements_count":2,"joined_at":"2026-08-02T05:31:17Z","last_active_at":"2026-11-19T18:48:37.361398Z"}
        """
}
