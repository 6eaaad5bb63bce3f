/// A repeated message field. Elements are views; nothing is copied.
///
/// - Important: `@unchecked Sendable` for the same reason as ``Arena``: what it points at is read-only.
public struct RepeatedMessages<Element: Message>: RandomAccessCollection, @unchecked Sendable {
    private let element: (Int) -> Element
    /// The number of elements.
    public let count: Int

    init<C>(
        arena: Arena, elements: UnsafeMutablePointer<UnsafeMutablePointer<C>?>?, count: Int
    ) where Element: GeneratedMessage, Element.CStruct == C {
        self.count = count
        self.element = { index in
            guard let pointer = elements?[index] else { return Element.empty }
            return Element(arena: arena, pointer: pointer)
        }
    }

    /// The position of the first element: 0.
    public var startIndex: Int { 0 }
    /// One past the last element.
    public var endIndex: Int { count }

    /// The element at a position, which must be within the bounds.
    public subscript(position: Int) -> Element {
        precondition(indices.contains(position), "index out of range")
        return element(position)
    }
}
