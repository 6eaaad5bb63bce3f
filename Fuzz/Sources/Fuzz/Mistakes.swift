import Foundation

/// What a model found wrong.
enum Mistakes {
    /// Ends the process if there are any.
    static func stop(over mistakes: [String]) {
        guard !mistakes.isEmpty else { return }
        // An optimised build drops the words of a precondition.
        FileHandle.standardError.write(Data("\(mistakes)\n".utf8))
        preconditionFailure("the model found mistakes")
    }
}
