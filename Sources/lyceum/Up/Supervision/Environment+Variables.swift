internal import Subprocess

extension Environment {
    /// Exactly these variables.
    init(_ variables: [String: String]) {
        self = .custom(variables.map { Array("\($0.key)=\($0.value)".utf8) })
    }
}
