internal import ArgumentParser
internal import FoundationEssentials
internal import NIOCore
internal import NIOPosix
internal import ServiceKit
internal import SystemPackage

extension Bench {
    /// Requests as many users make them, and how long these wait.
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends requests at a given rate, however slowly they are answered, and reports latencies.",
            discussion: """
                Arrivals are those of a Poisson process. A latency is counted from the moment at which the request was \
                due, so that requests which had to wait behind slow ones count as slow too (no coordinated omission). \
                What to ask for is read from the installation first. A table goes to the standard error, and a line of \
                JSON for each figure to the standard output.

                Mixes: \(LoadMix.help)
                """)

        @Option(help: "A, browse, or parts with weights: catalogue=60,course=20.", transform: Self.mix)
        var mix = LoadMix.browse

        @Option(help: "Requests per second on average, from 0.1 to 100000.")
        var rate = 100.0

        @Option(help: "How long it is measured, from 1s to 1h.", transform: Self.duration)
        var duration = Duration.seconds(10)

        @Option(help: "How long requests are made before any counts.", transform: Self.duration)
        var warmUp = Duration.seconds(2)

        @Option(help: "How long a request may take from when it was due, from 1ms.", transform: Self.duration)
        var timeout = Duration.seconds(10)

        @Option(help: "Connections, which are kept open; 1 to 60000.")
        var connections = 64

        @Option(help: "The installation.", transform: Self.address)
        var url = HostPort(host: "127.0.0.1", port: 8080)

        @Option(help: "The same seed makes the same requests at the same times.")
        var seed: UInt64 = 1

        @Option(help: "Writes a plot of the latencies there, as SVG.")
        var plot: String?

        @Option(help: "How the figures' names begin; by default load, the mix and the rate.")
        var name: String?

        @Flag(help: "Exits with 1 when a request or a connection failed.")
        var failOnErrors = false

        func validate() throws {
            guard (0.1...100_000).contains(rate) else { throw ValidationError("--rate must be from 0.1 to 100000") }
            guard (1...60_000).contains(connections) else {
                throw ValidationError("--connections must be from 1 to 60000")
            }
            guard (.seconds(1)...(.seconds(3_600))).contains(duration) else {
                throw ValidationError("--duration must be from 1s to 1h")
            }
            guard warmUp <= .seconds(3_600) else { throw ValidationError("--warm-up must be at most 1h") }
            guard (.milliseconds(1)...LoadPlan.longestTimeout).contains(timeout) else {
                throw ValidationError("--timeout must be from 1ms to 5m")
            }
        }

        func run() async throws {
            try OpenFileLimit.raise(for: connections)
            let plan = LoadPlan(
                rate: rate, warmUp: warmUp, duration: duration, timeout: timeout, connections: connections, seed: seed)
            let report = try await withEventLoop { loop in
                let target = try LoadTarget(url, on: loop)
                let subjects = try await LoadSubjects(from: target, for: mix, tokens: tokens)
                return try await LoadGenerator(target: target, plan: plan)
                    .run(RequestSampler(mix, subjects, seed: seed))
            }
            if let plot { try FilePath(plot).replaceContents(LatencyPlot(report, title: title).svg) }
            try FileDescriptor.standardError.writeAll(report.table(title: title).utf8)
            print(report.figures(name: name ?? "load_\(mix.name.lowercased())_\(Int(rate))").joined(separator: "\n"))
            if failOnErrors && report.errorCount > 0 { throw BenchFailure.errors(report.errorCount) }
        }

        private var title: String { "mix \(mix.name) at \(Int(rate)) requests/s" }

        /// Tokens for users, with the key of the installation, where the mix has requests that need one.
        private func tokens(of users: [UUID]) throws -> [String] {
            let settings = SettingsReader(role: .operator)
            let path = try settings.value(Settings.stateDirectory)
            let issuer = try DevelopmentIssuer(existingIn: path, settings)
            let lifetime = warmUp + duration + .seconds(3_600)
            return try users.map { try issuer.token(for: Identity(userID: $0, role: .learner), lifetime: lifetime) }
        }

        private static func mix(_ text: String) throws -> LoadMix {
            do { return try LoadMix(text) } catch { throw ValidationError(error.description) }
        }

        private static func duration(_ text: String) throws -> Duration {
            guard let duration = DurationText.parse(text) else {
                throw ValidationError("must be a duration such as 500ms, 30s or 5m")
            }
            return duration
        }

        private static func address(_ text: String) throws -> HostPort {
            guard let parts = URLComponents(string: text), parts.scheme == "http", let host = parts.host, !host.isEmpty,
                parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil, parts.user == nil
            else { throw ValidationError("must be like http://127.0.0.1:8080") }
            return HostPort(host: host, port: parts.port ?? 80)
        }
    }
}

/// Calls the body with an event loop of its own, which is stopped afterwards.
private func withEventLoop<Result>(
    _ body: (any EventLoop) async throws -> Result
) async throws -> Result {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
        let result = try await body(group.next())
        try await group.shutdownGracefully()
        return result
    } catch {
        try? await group.shutdownGracefully()
        throw error
    }
}
