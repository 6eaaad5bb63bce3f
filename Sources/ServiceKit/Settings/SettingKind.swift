/// How the text of a setting becomes a value, and how to tell an operator what is expected.
struct SettingKind<Value: Sendable>: Sendable {
    /// What a value must look like: "an integer from 1 to 65535".
    let expectation: String
    let isSecret: Bool
    /// The value, or what is wrong with the text as the end of a sentence: "is not an integer".
    let convert: @Sendable (String) -> Result<Value, SettingRejection>

    init(
        _ expectation: String,
        isSecret: Bool = false,
        convert: @escaping @Sendable (String) -> Result<Value, SettingRejection>
    ) {
        self.expectation = expectation
        self.isSecret = isSecret
        self.convert = convert
    }

    func parse(_ text: String, for name: String) throws(SettingError) -> Value {
        switch convert(text) {
        case .success(let value):
            return value
        case .failure(let rejection):
            throw .malformed(
                name, value: text, isSecret: isSecret, reason: rejection.reason, expectation: expectation)
        }
    }

    /// The same kind, for a setting that may be absent.
    var optional: SettingKind<Value?> {
        SettingKind<Value?>(expectation, isSecret: isSecret) { text in convert(text).map(Optional.some) }
    }
}

/// Why a text is no value of a kind, as the end of a sentence: "is not an integer".
struct SettingRejection: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
