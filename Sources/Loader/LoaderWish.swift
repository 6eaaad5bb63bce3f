/// What a caller asks of the values beside their keys.
struct LoaderWish: Sendable {
    let deadline: ContinuousClock.Instant
    var notBefore: ContinuousClock.Instant?
    var fields = LoaderFields.all
}
