internal import Subprocess

extension Environment {
    /// Exactly these variables.
    init(_ variables: [String: String]) {
        let keyed = variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        self = .custom(Dictionary(uniqueKeysWithValues: keyed))
    }
}
