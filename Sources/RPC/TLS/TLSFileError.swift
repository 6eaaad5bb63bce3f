internal import NIOSSL

/// A certificate, key or list of trusted authorities that can't be used. It names the file and shows none of its content.
public struct TLSFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The path of the file.
    public let file: String
    /// What is wrong with it.
    public let problem: String

    /// The path and the problem.
    public var description: String { "\(file) \(problem)" }
}

extension TLSFileError {
    /// Reads what a file holds, with what goes wrong in words.
    static func reading<Content>(
        _ file: String, _ what: String, _ read: () throws -> Content
    ) throws(TLSFileError) -> Content {
        do {
            return try read()
        } catch  where FileStamp(path: file) == nil {
            throw TLSFileError(file: file, problem: "can't be found")
        } catch is NIOSSLError {
            throw TLSFileError(file: file, problem: "holds no \(what) in PEM form")
        } catch {
            throw TLSFileError(file: file, problem: "can't be read")
        }
    }

    /// The certificates in a file.
    static func certificates(in file: String) throws(TLSFileError) -> [NIOSSLCertificate] {
        let certificates = try reading(file, "certificate") { try NIOSSLCertificate.fromPEMFile(file) }
        // An empty list of authorities would trust nobody, and an empty chain prove nothing.
        guard !certificates.isEmpty else { throw TLSFileError(file: file, problem: "holds no certificate in PEM form") }
        return certificates
    }
}
