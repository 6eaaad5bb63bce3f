import CMessages

/// How a message lies in memory and looks in JSON: protobuf-c's reflection joined with the options of the .proto.
///
/// - Important: `@unchecked Sendable` because the descriptor it points at is a constant of the C library.
final class MessageLayout: @unchecked Sendable {
    let descriptor: UnsafePointer<ProtobufCMessageDescriptor>
    let fields: [FieldLayout]
    /// The names of the fields, in their order.
    private let names: [String]

    /// - Parameters:
    ///   - initialize: protobuf-c's init function; the descriptor is taken from what it makes, because a Swift
    ///     pointer to an imported C global may point at a copy.
    ///   - options: one for each field, in the order of the field numbers, as protobuf-c sorts them.
    init<CStruct>(
        _ initialize: (UnsafeMutablePointer<CStruct>?) -> Void, options: [FieldOptions]
    ) {
        let sample = UnsafeMutablePointer<CStruct>.allocate(capacity: 1)
        defer { sample.deallocate() }
        initialize(sample)
        let base = UnsafeMutableRawPointer(sample).assumingMemoryBound(to: ProtobufCMessage.self)
        let descriptor = base.pointee.descriptor
        guard let descriptor else { preconditionFailure("protobuf-c's init function sets the descriptor") }
        precondition(options.count == Int(descriptor.pointee.n_fields), "generated code and C messages differ")
        self.descriptor = descriptor
        self.fields = options.enumerated().compactMap { index, options in
            FieldLayout(descriptor.pointee.fields[index], options)
        }
        names = fields.map(\.name)
    }

    /// The position of a field among ``fields``.
    func position(of name: some StringProtocol) -> Int? {
        names.firstIndex { $0 == name }
    }

    /// The names of the fields, for a message.
    var fieldNames: String { names.joined(separator: ", ") }
}
