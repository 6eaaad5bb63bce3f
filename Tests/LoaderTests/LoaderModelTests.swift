import Testing

@testable import Loader

@Suite("Random events against a reference")
struct LoaderModelTests {
    @Test("Each key is answered exactly once, with a value of its own, whatever happens in whatever order")
    func randomEvents() throws {
        for seed in 0..<200 as Range<UInt64> {
            var model = try LoaderModel(seed: seed)
            model.run(steps: 300)
            #expect(model.answeredCount > 50, "seed \(seed) tests little")
        }
    }
}
