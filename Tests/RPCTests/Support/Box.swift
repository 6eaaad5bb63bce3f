import Synchronization

/// A value that one closure leaves for another.
final class Box<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func set(_ value: Value) {
        self.value.withLock { $0 = value }
    }

    func get() throws -> Value {
        guard let value = value.withLock({ $0 }) else { throw Empty() }
        return value
    }

    struct Empty: Error {}
}
