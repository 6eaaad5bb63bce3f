import Glibc
import ServiceKit
import Testing

@testable import lyceum

@Suite("Workloads of bench load")
struct BenchWorkloadTests {
    private static func subjects(_ count: Int) -> LoadSubjects {
        LoadSubjects(
            courses: (0..<count).map { LoadSubjects.Course(id: "c\($0)", title: "The Art & Craft of C++") },
            categories: ["a b", "ä"], tokens: ["t1", "t2"])
    }

    private static func sample(_ mix: LoadMix, _ count: Int, seed: UInt64 = 7) -> [LoadRequest] {
        var sampler = RequestSampler(mix, subjects(10_000), seed: seed)
        return (0..<count).map { _ in sampler.next() }
    }

    @Test("gaps between arrivals have the mean and the variance of a Poisson process, and so have counts")
    func poisson() {
        let rate = 900.0
        var arrivals = PoissonArrivals(rate: rate, seed: 3)
        let times = (0..<100_000).map { _ in arrivals.next() / .seconds(1) }
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(gaps.count)
        #expect(gaps.allSatisfy { $0 >= 0 })
        #expect(abs(mean * rate - 1) < 0.02)
        #expect(abs(variance * rate * rate - 1) < 0.05)
        // Counts of whole seconds vary as much as they are large.
        var counts = [Int](repeating: 0, count: 100)
        for time in times where time < 100 { counts[Int(time)] += 1 }
        let average = Double(counts.reduce(0, +)) / 100
        let spread = counts.map { (Double($0) - average) * (Double($0) - average) }.reduce(0, +) / 100
        #expect((0.6...1.6).contains(spread / average))
    }

    @Test("a seed decides the arrivals and the requests")
    func seeds() {
        func times(_ seed: UInt64) -> [Duration] {
            var arrivals = PoissonArrivals(rate: 10, seed: seed)
            return (0..<50).map { _ in arrivals.next() }
        }
        #expect(times(1) == times(1))
        #expect(times(1) != times(2))
        #expect(Self.sample(.storefront, 50, seed: 1) == Self.sample(.storefront, 50, seed: 1))
        #expect(Self.sample(.storefront, 50, seed: 1) != Self.sample(.storefront, 50, seed: 2))
    }

    @Test("courses are asked for by Zipf's law with the exponent 0.99")
    func zipf() throws {
        var counts: [String: Int] = [:]
        for request in Self.sample(try LoadMix("course=1"), 200_000) { counts[request.path, default: 0] += 1 }
        let sorted = counts.values.sorted(by: >)
        // The harmonic number of 10,000 with this exponent.
        let sum = (1...10_000).map { 1 / pow(Double($0), 0.99) }.reduce(0, +)
        #expect(abs(Double(sorted[0]) / 200_000 * sum - 1) < 0.05)
        #expect(abs(Double(sorted[9]) / Double(sorted[0]) - pow(10, -0.99)) < 0.02)
        // Some of the courses in the tail are never met.
        #expect((3_000..<10_000).contains(sorted.count))
    }

    @Test("a mix has its parts in their proportions, and only what needs a user carries a token")
    func proportions() {
        let requests = Self.sample(.storefront, 92_000)
        let counts = Dictionary(grouping: requests, by: \.part).mapValues(\.count)
        for (part, weight) in LoadMix.storefront.weights {
            #expect(abs(Double(counts[part] ?? 0) / 1_000 - weight) < weight * 0.1, "\(part)")
        }
        #expect(requests.allSatisfy { ($0.token != nil) == ($0.part == .session) })
    }

    @Test("half of the catalogue's pages are its first; of the others twice as many search words as a category")
    func catalogue() throws {
        let paths = Self.sample(try LoadMix("catalogue=1"), 30_000).map(\.path)
        let words = paths.filter { $0.contains("&q=") }
        let categories = paths.filter { $0.contains("&category=") }
        let first = paths.filter { $0 == "/api/v1/courses?limit=20" }
        #expect(first.count + words.count + categories.count == paths.count)
        #expect(abs(Double(first.count) / 30_000 - 0.5) < 0.02)
        #expect(abs(Double(words.count) / Double(categories.count) - 2) < 0.15)
        let pages = (words + categories).filter { $0.hasSuffix("&page=1") }
        #expect(abs(Double(pages.count) / Double(words.count + categories.count) - 0.65) < 0.02)
        #expect(Set(categories.map { $0.split(separator: "&")[1] }) == ["category=a%20b", "category=%C3%A4"])
        #expect(words.allSatisfy { path in ["the", "art", "craft", "of", "c"].contains { path.contains("q=\($0)&") } })
    }

    @Test("the named mixes are parsed, and made ones with their weights")
    func parses() throws {
        #expect(try LoadMix("a") == .storefront)
        #expect(try LoadMix("browse") == .browse)
        let made = try LoadMix("course=3,dashboard=0.5")
        #expect(made.weights == [.course: 3, .dashboard: 0.5])
        #expect(made.name == "custom")
    }

    @Test(
        "what is no mix is refused with what is wrong",
        arguments: [
            ("", "\"\" is no mix, and no part=weight"), ("B", "\"B\" is no mix, and no part=weight"),
            ("course=1,", "\"\" is no mix, and no part=weight"), ("coarse=1", "\"coarse\" is no part of a mix"),
            ("course=0", "the weight of course must be a number more than 0"),
            ("course=inf", "the weight of course must be a number more than 0"),
            ("course=nan", "the weight of course must be a number more than 0"),
            ("course=1=2", "the weight of course must be a number more than 0"),
            ("course=1,course=2", "course is there twice"),
        ])
    func refuses(text: String, reason: String) {
        let error = #expect(throws: LoadMix.ParseError.self) { try LoadMix(text) }
        #expect(error?.description == reason)
    }

    @Test("what is asked of the command is checked before anything is sent")
    func options() throws {
        for bad in [
            ["--rate", "0"], ["--rate", "nan"], ["--connections", "0"], ["--connections", "60001"],
            ["--duration", "500ms"], ["--duration", "10"], ["--timeout", "6m"], ["--url", "https://localhost"],
            ["--url", "http://localhost/api"], ["--url", "localhost"], ["--mix", "x"],
        ] {
            #expect(throws: (any Error).self, "\(bad)") { try Bench.Load.parse(bad) }
        }
        let command = try Bench.Load.parse(["--url", "http://[::1]:81", "--rate", "900", "--duration", "60s"])
        #expect(command.url.port == 81)
        #expect(command.duration == .seconds(60))
    }

    @Test("no more connections are tried than may be open")
    func openFiles() {
        #expect(throws: BenchFailure.self) { try OpenFileLimit.raise(for: Int(Int32.max)) }
        #expect(throws: Never.self) { try OpenFileLimit.raise(for: 10) }
    }
}
