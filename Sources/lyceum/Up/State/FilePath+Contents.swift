internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

extension FilePath {
    /// Writes a small file that readers see whole or not at all.
    /// - Parameter permissions: By default the owner writes and others read.
    func replaceContents(_ text: String, permissions: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead])
        throws
    {
        let new = FilePath(string + ".new")
        let descriptor = try FileDescriptor.open(
            new, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: permissions)
        try descriptor.closeAfter { _ = try descriptor.writeAll(text.utf8) }
        guard rename(new.string, string) == 0 else { throw Errno.current }
    }

    /// The first line of a small file; nil when there is no such file or it is empty.
    var firstLine: String? {
        guard let data = FileManager.default.contents(atPath: string) else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }

    /// Whether there is something at the path.
    var exists: Bool { (try? stat()) != nil }
}
