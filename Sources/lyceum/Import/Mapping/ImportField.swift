/// The fields of one kind of record; the raw value is the name in a mapping.
protocol ImportField: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The kind's name in a mapping: courses, lessons or events.
    static var section: String { get }

    var type: FieldType { get }

    var presence: FieldPresence { get }
}
