extension StringProtocol {
    /// The text without spaces, tabs and line ends around it.
    func trimmingSpaces() -> String {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
