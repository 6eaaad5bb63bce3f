import Foundation

/// Generates Swift from a FileDescriptorSet:
/// `StubGenerator <descriptor set> <folder for messages> <folder for stubs>`.
@main
struct StubGenerator {
    /// Packages whose files only describe others.
    private static let skippedFiles: Set<String> = ["google/protobuf/descriptor.proto", "lyceum/options.proto"]

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            throw GeneratorError("usage: StubGenerator DESCRIPTOR_SET MESSAGES_FOLDER STUBS_FOLDER")
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
        let files = try DescriptorReader.files(Array(bytes)).filter { !skippedFiles.contains($0.name) }
        let packages = files.map(\.package)
        let messages = try emptied(folder: arguments[2])
        let stubs = try emptied(folder: arguments[3])
        for (package, files) in Dictionary(grouping: files, by: \.package) {
            let emitter = MessageEmitter(package: package, packages: packages)
            try emitter.emit(messages: files.flatMap(\.messages), enums: files.flatMap(\.enums))
                .write(
                    to: messages.appending(path: "\(Naming.namespace(ofPackage: package)).swift"), atomically: true,
                    encoding: .utf8)
            for service in files.flatMap(\.services) {
                try StubEmitter(package: package, packages: packages).emit(service)
                    .write(to: stubs.appending(path: "\(service.name).swift"), atomically: true, encoding: .utf8)
            }
        }
    }

    private static func emptied(folder: String) throws -> URL {
        let url = URL(fileURLWithPath: folder, isDirectory: true)
        try? FileManager.default.removeItem(at: url)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }
}
