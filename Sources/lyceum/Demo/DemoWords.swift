/// The words that the demo's texts are made of.
enum DemoWords {
    /// A field of knowledge and what is taught in it.
    struct Category: Sendable {
        let name: String
        let topics: [String]
    }

    /// From the most to the least frequent.
    static let categories = [
        Category(
            name: "programming",
            topics: [
                "Swift", "Python", "Rust", "Go", "Kotlin", "TypeScript", "Compilers", "Concurrency", "Web Services",
                "Testing", "Debugging", "Game Loops", "Parsers", "Refactoring", "Command-Line Tools", "Type Systems",
                "Networking", "Memory Management", "Embedded Systems", "Functional Programming",
            ]),
        Category(
            name: "data",
            topics: [
                "Statistics", "SQL", "Data Cleaning", "Time Series", "Forecasting", "Machine Learning",
                "Neural Networks", "Experiment Design", "Data Visualisation", "Query Tuning", "Data Modelling",
                "Stream Processing", "Recommendation", "Text Mining", "Geodata", "Bayesian Inference", "Spreadsheets",
                "Data Pipelines", "Graph Analysis", "Clustering",
            ]),
        Category(
            name: "business",
            topics: [
                "Project Management", "Negotiation", "Bookkeeping", "Pricing", "Leadership", "Business Plans",
                "Procurement", "Supply Chains", "Corporate Finance", "Sales", "Hiring", "Operations", "Contract Law",
                "Startups", "Public Speaking", "Customer Research", "Risk", "Remote Teams", "Taxes", "Facilitation",
            ]),
        Category(
            name: "design",
            topics: [
                "Typography", "Colour", "Interface Design", "Logo Design", "Design Systems", "Accessibility",
                "Information Architecture", "Motion Design", "Product Photography", "Layout", "Prototyping",
                "Service Design", "Packaging", "Illustration", "Icon Design", "User Research", "Sketching",
                "Interior Design", "Fashion Design", "Print Production",
            ]),
        Category(
            name: "languages",
            topics: [
                "Spanish", "French", "German", "Italian", "Portuguese", "Japanese", "Mandarin", "Korean", "Arabic",
                "Polish", "Turkish", "Dutch", "Swedish", "Greek", "Hindi", "Swahili", "Latin", "Sign Language",
                "Business English", "Academic English",
            ]),
        Category(
            name: "marketing",
            topics: [
                "Copywriting", "Search Advertising", "Brand Strategy", "Newsletters", "Market Research", "Storytelling",
                "Web Analytics", "Community Building", "Content Planning", "Public Relations", "Product Launches",
                "Video Marketing", "Event Marketing", "Customer Retention", "Podcasting", "Search Optimisation",
                "Social Media", "Partnerships", "Surveys", "Local Marketing",
            ]),
        Category(
            name: "mathematics",
            topics: [
                "Algebra", "Calculus", "Geometry", "Linear Algebra", "Probability", "Number Theory", "Logic",
                "Topology",
                "Combinatorics", "Differential Equations", "Graph Theory", "Set Theory", "Game Theory", "Optimisation",
                "Numerical Methods", "Trigonometry", "Complex Numbers", "Mathematical Proof", "Cryptography",
                "Group Theory",
            ]),
        Category(
            name: "science",
            topics: [
                "Astronomy", "Genetics", "Organic Chemistry", "Ecology", "Geology", "Optics", "Thermodynamics",
                "Neuroscience", "Climate", "Botany", "Microbiology", "Mechanics", "Electricity", "Oceanography",
                "Evolution", "Nutrition", "Quantum Physics", "Meteorology", "Anatomy", "Materials",
            ]),
        Category(
            name: "music",
            topics: [
                "Piano", "Guitar", "Music Theory", "Songwriting", "Singing", "Drums", "Violin", "Mixing",
                "Jazz Harmony",
                "Ear Training", "Bass Guitar", "Composition", "Sound Design", "Film Music", "Choir", "Ukulele",
                "Improvisation", "Home Recording", "Rhythm", "Orchestration",
            ]),
        Category(
            name: "health",
            topics: [
                "Yoga", "Sleep", "First Aid", "Running", "Strength Training", "Meditation", "Healthy Cooking",
                "Posture",
                "Stress", "Swimming", "Pilates", "Breathing", "Ageing Well", "Injury Prevention", "Cycling",
                "Climbing", "Mobility", "Habits", "Caregiving", "Walking",
            ]),
        Category(
            name: "crafts",
            topics: [
                "Woodworking", "Pottery", "Knitting", "Bread Baking", "Bookbinding", "Sewing", "Leatherwork",
                "Gardening", "Watercolour", "Calligraphy", "Weaving", "Printmaking", "Jewellery", "Candle Making",
                "Origami", "Embroidery", "Beekeeping", "Furniture Repair", "Cheese Making", "Mosaics",
            ]),
        Category(
            name: "humanities",
            topics: [
                "Ancient History", "Ethics", "Poetry", "Archaeology", "Art History", "Philosophy", "Mythology",
                "Linguistics", "Creative Writing", "Anthropology", "Film Studies", "Architecture", "World Religions",
                "Journalism", "Political Theory", "Theatre", "Medieval History", "Museum Studies", "Biography",
                "Rhetoric",
            ]),
    ]

    /// How courses of a level are called; `*` stands for the topic.
    static let titles: [(level: String, pattern: String)] =
        [
            "* for Beginners", "First Steps in *", "* from the Ground Up", "The Basics of *", "Discover *",
            "A Friendly Guide to *", "* in Thirty Days", "Getting to Know *", "Everyday *", "* Without Fear",
        ].map { ("beginner", $0) }
        + [
            "Practical *", "* in Practice", "Better *", "* Workshop", "The Craft of *", "* Step by Step",
            "Working with *", "* by Example", "Modern *",
        ].map { ("intermediate", $0) }
        + ["Advanced *", "Mastering *", "* in Depth", "* for Experts", "Deep Questions of *"].map { ("advanced", $0) }

    /// Sentences of descriptions; `*` stands for the topic.
    static let descriptions = [
        "Learn * with short lessons and exercises that build on each other.",
        "Everything is explained with examples from practice, and nothing is taken for granted.",
        "At the end you finish a project of your own and get feedback on it.",
        "Quizzes after each part show what has stuck and what is worth another look.",
        "The course needs about three hours a week and can be taken at any pace.",
        "You will see the common mistakes in * and how to avoid them.",
        "Interviews with people who work in the field put theory into context.",
        "Downloadable notes and checklists help you to use * after the course.",
        "We begin with the vocabulary and soon move on to harder questions.",
        "Suitable for groups: every lesson has a topic for discussion.",
    ]

    /// How lessons are called, by kind; `*` stands for the topic.
    static let lessons: [String: [String]] = [
        "video": [
            "The Idea behind *", "A Tour of *", "Tools of the Trade", "A Worked Example",
            "Looking over an Expert's Shoulder",
        ],
        "text": ["Key Terms", "A Short History of *", "Common Mistakes", "Further Reading", "Notes and Checklists"],
        "quiz": ["Check Your Knowledge", "Quiz: What You Know about *", "Review Questions"],
        "exercise": ["Try It Yourself", "Your Turn: *", "A Small Project", "Practice Session"],
    ]

    static let firstNames = [
        "Ada", "Bruno", "Chidi", "Dalia", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kamala", "Liam", "Mira",
        "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Samir", "Tove", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf",
        "Zofia", "Amara", "Benedikt", "Carmen", "Diego", "Esther", "Femi",
    ]

    static let lastNames = [
        "Adeyemi", "Bauer", "Costa", "Dahl", "Eriksen", "Ferrari", "Garcia", "Haddad", "Ivanova", "Jansen", "Kowalski",
        "Lindgren", "Moreau", "Nakamura", "Okafor", "Petrov", "Quispe", "Rossi", "Schneider", "Tanaka", "Usman",
        "Vargas", "Weber", "Xu", "Yilmaz", "Zhang", "Arslan", "Brandt", "Chaudhry", "Duarte",
    ]

    /// Achievements and the number of completed courses that earns them.
    static let achievements = [("first_course", 1), ("three_courses", 3), ("five_courses", 5)]
}
