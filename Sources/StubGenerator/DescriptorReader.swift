/// Reads a FileDescriptorSet, with the comments that `protoc --include_source_info` keeps.
struct DescriptorReader {
    private typealias Comments = [[Int]: String]

    /// The fields of a message: numbers and bytes by field number, in order.
    private struct Fields {
        private(set) var all: [(field: Int, value: WireReader.Value)] = []

        init(_ bytes: ArraySlice<UInt8>) throws(GeneratorError) {
            var reader = WireReader(bytes)
            while let field = try reader.next() { all.append(field) }
        }

        func bytes(_ number: Int) -> [ArraySlice<UInt8>] {
            all.compactMap { if $0.field == number, case .bytes(let bytes) = $0.value { bytes } else { nil } }
        }

        func text(_ number: Int) -> String {
            String(decoding: bytes(number).last ?? [], as: UTF8.self)
        }

        func number(_ number: Int) -> UInt64? {
            all.compactMap { if $0.field == number, case .number(let value) = $0.value { value } else { nil } }.last
        }
    }

    static func files(_ bytes: [UInt8]) throws(GeneratorError) -> [FileDescriptor] {
        var files: [FileDescriptor] = []
        for file in try Fields(bytes[...]).bytes(1) { files.append(try self.file(Fields(file))) }
        return files
    }

    private static func file(_ fields: Fields) throws(GeneratorError) -> FileDescriptor {
        let comments = try self.comments(fields)
        var file = FileDescriptor(name: fields.text(1), package: fields.text(2))
        for (index, bytes) in fields.bytes(4).enumerated() {
            file.messages.append(try message(Fields(bytes), [4, index], comments))
        }
        for (index, bytes) in fields.bytes(5).enumerated() {
            file.enums.append(try enumeration(Fields(bytes), [5, index], comments))
        }
        for (index, bytes) in fields.bytes(6).enumerated() {
            file.services.append(try service(Fields(bytes), [6, index], comments))
        }
        return file
    }

    private static func comments(_ file: Fields) throws(GeneratorError) -> Comments {
        var comments = Comments()
        for info in file.bytes(9) {
            for location in try Fields(info).bytes(1) {
                let fields = try Fields(location)
                guard let path = fields.bytes(1).last, !fields.text(3).isEmpty else { continue }
                var reader = WireReader(path)
                comments[try reader.packedNumbers()] = fields.text(3)
            }
        }
        return comments
    }

    private static func message(
        _ fields: Fields, _ path: [Int], _ comments: Comments
    ) throws(GeneratorError) -> MessageDescriptor {
        var message = MessageDescriptor(name: fields.text(1), comment: comments[path])
        for (index, bytes) in fields.bytes(2).enumerated() {
            message.fields.append(try field(Fields(bytes), comments[path + [2, index]]))
        }
        for (index, bytes) in fields.bytes(3).enumerated() {
            message.messages.append(try self.message(Fields(bytes), path + [3, index], comments))
        }
        for (index, bytes) in fields.bytes(4).enumerated() {
            message.enums.append(try enumeration(Fields(bytes), path + [4, index], comments))
        }
        return message
    }

    private static func field(_ fields: Fields, _ comment: String?) throws(GeneratorError) -> FieldDescriptor {
        var field = FieldDescriptor(name: fields.text(1), comment: comment)
        field.number = Int(fields.number(3) ?? 0)
        field.isRepeated = fields.number(4) == 3
        field.type = Int(fields.number(5) ?? 0)
        field.typeName = fields.text(6)
        field.isInOneof = fields.number(9) != nil
        // The extensions of lyceum/options.proto.
        let options = try Fields(fields.bytes(8).last ?? [])
        field.kind = FieldDescriptor.Kind(rawValue: options.number(50101) ?? 0) ?? .plain
        field.isNullable = options.number(50102) == 1
        field.isInternal = options.number(50103) == 1
        return field
    }

    private static func enumeration(
        _ fields: Fields, _ path: [Int], _ comments: Comments
    ) throws(GeneratorError) -> EnumDescriptor {
        var enumeration = EnumDescriptor(name: fields.text(1), comment: comments[path])
        for (index, bytes) in fields.bytes(2).enumerated() {
            let value = try Fields(bytes)
            enumeration.cases.append((value.text(1), Int(value.number(2) ?? 0), comments[path + [2, index]]))
        }
        return enumeration
    }

    private static func service(
        _ fields: Fields, _ path: [Int], _ comments: Comments
    ) throws(GeneratorError) -> ServiceDescriptor {
        var service = ServiceDescriptor(name: fields.text(1), comment: comments[path])
        for (index, bytes) in fields.bytes(2).enumerated() {
            service.methods.append(try method(Fields(bytes), comments[path + [2, index]]))
        }
        return service
    }

    private static func method(_ fields: Fields, _ comment: String?) throws(GeneratorError) -> MethodDescriptor {
        let options = try Fields(fields.bytes(4).last ?? [])
        return MethodDescriptor(
            name: fields.text(1), comment: comment, input: fields.text(2), output: fields.text(3),
            idempotency: MethodDescriptor.Idempotency(rawValue: options.number(34) ?? 0) ?? .unknown,
            takesStream: fields.number(5) == 1, returnsStream: fields.number(6) == 1)
    }
}
