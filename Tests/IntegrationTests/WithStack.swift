import Testing

/// Gives a suite one running stack, filled with a small synthetic catalogue.
struct WithStack: SuiteTrait, TestScoping {
    var settings: [String: String] = [:]

    func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @Sendable @concurrent () async throws -> Void
    ) async throws {
        try await Stack.run(settings) { stack in
            try await SmallCatalogue.load(into: stack)
            try await Stack.$current.withValue(stack) { try await body() }
        }
    }
}

extension Trait where Self == WithStack {
    /// A stack with these settings for all tests of the suite.
    static func stack(_ settings: [String: String] = [:]) -> WithStack {
        WithStack(settings: settings)
    }
}
