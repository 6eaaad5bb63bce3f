extension Arena {
    /// Makes room for one more element of a repeated field and returns its place.
    ///
    /// protobuf-c stores no capacity; it follows from the count: a power of two, at least 4.
    func append<Element>(
        to elements: inout UnsafeMutablePointer<Element>?, count: inout Int
    ) -> UnsafeMutablePointer<Element> {
        let isFull = count == 0 || (count >= 4 && count & (count - 1) == 0)
        if isFull {
            let grown = allocate(Element.self, count: Swift.max(4, count * 2))
            if let elements { grown.moveInitialize(from: elements, count: count) }
            elements = grown
        }
        defer { count += 1 }
        // Non-nil: an empty field is always grown first.
        return elements.unsafelyUnwrapped + count
    }
}
