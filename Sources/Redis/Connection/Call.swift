import NIOCore

/// One or more commands that travel together, and who waits for their replies.
struct Call<Waiter: Sendable>: Sendable {
    /// Names the call.
    let id: CallID
    /// The commands in RESP.
    let bytes: ArraySlice<UInt8>
    /// How many replies the commands have.
    let replyCount: Int
    /// When the waiter gives up.
    let deadline: NIODeadline
    /// Who gets the reply: of several commands, an array of their replies.
    let waiter: Waiter
}
