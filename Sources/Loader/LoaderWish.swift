import NIOCore

/// What a caller asks of the values beside their keys.
struct LoaderWish: Sendable {
    let deadline: NIODeadline
    var notBefore: NIODeadline?
    var fields = LoaderFields.all
}
