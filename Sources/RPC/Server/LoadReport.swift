/// Decides which responses of a connection say how busy the server is: when that has changed, and now and then.
struct LoadReport: Sendable {
    /// Clients forget what they were told a while ago, hence a load that stays is repeated.
    static let repeatInterval = 16

    private var reported: UInt32 = 0
    private var repliesSince = 0

    /// The next response leaves.
    /// - Parameter load: calls that the server runs.
    /// - Returns: what the response has to say; nil for nothing.
    mutating func next(load: Int) -> UInt32? {
        let load = UInt32(clamping: load)
        repliesSince += 1
        // A difference of an eighth changes no choice; an idle server stays silent.
        let difference = load > reported ? load - reported : reported - load
        let isDue = load > 0 && repliesSince >= Self.repeatInterval
        guard difference > reported / 8 || isDue else { return nil }
        reported = load
        repliesSince = 0
        return load
    }
}
