internal import NIOCore

/// A call that the server has let in, as its handler needs it. Not copyable, as ``IncomingCall`` is not.
struct AdmittedCall: ~Copyable, Sendable {
    let streamID: UInt32
    let payload: ByteBuffer
    /// What it has entered the method's gate with.
    let byteCount: Int
    let method: RegisteredMethod
    let context: CallContext
    /// When it arrived.
    let arrived: NIODeadline
}
