/// What is sent to a client.
enum OutgoingMessage: Sendable {
    /// That it is to go on and send the body of its request (RFC 9110, section 15.2.1).
    case goOn
    case answer(Answer)
}
