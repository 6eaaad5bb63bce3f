import FoundationEssentials
import Messages
import Testing

@Suite("UUIDs as text")
struct UUIDTextTests {
    @Test("The text of a UUID is read as that UUID, in either case")
    func texts() {
        for _ in 0..<100 {
            let id = UUID()
            #expect(UUID(hyphenated: id.uuidString) == id)
            #expect(UUID(hyphenated: id.uuidString.lowercased()) == id)
        }
    }

    @Test(
        "What has another form is none",
        arguments: [
            "", "0190a3c0-0000-7000-8000-00000000000", "0190a3c0-0000-7000-8000-0000000000001",
            "0190a3c0000070008000000000000001", "0190a3c00-000-7000-8000-000000000001",
            "{190a3c0-0000-7000-8000-00000000000}", "0190a3c0-0000-7000-8000-00000000000g",
            " 190a3c0-0000-7000-8000-000000000001", "+190a3c0-0000-7000-8000-000000000001",
            "0x90a3c0-0000-7000-8000-000000000001", "0190a3c0-0000-7000-8000-00000000000\u{0661}",
        ])
    func others(text: String) {
        #expect(UUID(hyphenated: text) == nil)
    }
}
