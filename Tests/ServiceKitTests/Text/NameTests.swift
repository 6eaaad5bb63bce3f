import ServiceKit
import Testing

@Suite("Names")
struct NameTests {
    @Test(
        "A text as a name has no white space around it, no NUL, and no more than the table takes",
        arguments: [
            ("Ada", "Ada"), (" \tAda Lovelace\n", "Ada Lovelace"), ("", nil), (" \n", nil), ("\u{0}", nil),
            ("\u{0}A\u{0} ", "A"), ("Ada Lovelace II", "Ada Lovelace"), ("Ada Lovelac e", "Ada Lovelac"),
            ("🍞🍞🍞🍞🍞🍞🍞🍞🍞🍞🍞🍞🍞", "🍞🍞🍞🍞🍞🍞🍞🍞🍞🍞🍞🍞"),
        ] as [(String, String?)])
    func names(text: String, name: String?) {
        #expect(text.asName(atMost: 12) == name)
    }
}
