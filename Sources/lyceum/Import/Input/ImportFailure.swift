/// Why an import ended, with the file or the setting that is to blame.
struct ImportFailure: Error, Equatable, CustomStringConvertible {
    let subject: String
    let reason: String

    var description: String { "\(subject): \(reason)" }
}
