/// The layout of a field's message, found when it is first needed: messages may contain each other.
///
/// It is never let go, as the layouts that have it are constants.
struct MessageReference: BitwiseCopyable {
    private final class Holder {
        let layout: @Sendable () -> MessageLayout

        init(_ layout: @escaping @Sendable () -> MessageLayout) {
            self.layout = layout
        }
    }

    private let holder: Unmanaged<Holder>

    init(_ layout: @escaping @Sendable () -> MessageLayout) {
        holder = .passRetained(Holder(layout))
    }

    func callAsFunction() -> MessageLayout {
        holder.takeUnretainedValue().layout()
    }
}
