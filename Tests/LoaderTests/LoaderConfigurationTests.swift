import Testing

@testable import Loader

@Suite("A loader's limits")
struct LoaderConfigurationTests {
    @Test("Limits that are not named make room for those that are")
    func defaults() throws {
        let few = try LoaderConfiguration(name: "few", slots: 1)
        #expect(few.maximumSlots == 4)
        #expect(few.maximumBatchesInFlight == 16)
        let many = try LoaderConfiguration(name: "many", slots: 64)
        #expect(many.maximumSlots == 64)
        #expect(many.maximumBatchesInFlight == 64)
        #expect(try LoaderConfiguration(name: "small", slots: 2, maximumBatchesInFlight: 3).maximumSlots == 3)
    }
}
