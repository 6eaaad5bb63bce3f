extension String {
    /// Whether two names of fields are one, whatever their case.
    ///
    /// - Parameter name: lower-case ASCII.
    func isSameField(as name: String) -> Bool {
        utf8.count == name.utf8.count
            && zip(utf8, name.utf8).allSatisfy { byte, lower in
                byte == lower || (0x41...0x5A).contains(byte) && byte | 0x20 == lower
            }
    }
}
