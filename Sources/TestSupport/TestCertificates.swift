import Foundation
import Glibc

/// Certificates for tests in a folder of their own, made by Debian's `openssl`, which goes with this.
///
/// The authorities `ca` and `other-ca` have signed, for localhost and 127.0.0.1:
/// `server`; `renewed`, which takes its place; `expired`; `elsewhere`, which is for another host;
/// `client`, which has a URI; and, of `other-ca`, `stranger`.
public final class TestCertificates: Sendable {
    private let folder: URL

    /// Makes them all; it takes a fraction of a second.
    public init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "lyceum-certificates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Self.run(Self.script, in: folder)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The path of a certificate.
    public func certificate(_ name: String) -> String { path("\(name).pem") }
    /// The path of its key.
    public func key(_ name: String) -> String { path("\(name).key") }
    /// The path of a file in the folder, whether it exists or not.
    public func path(_ file: String) -> String { folder.appending(path: file).path }

    /// Puts a copy of a certificate and its key under another name, as a rotation does.
    public func copy(_ name: String, as copy: String) throws {
        for (source, target) in [(certificate(name), certificate(copy)), (key(name), key(copy))] {
            try Data(contentsOf: URL(filePath: source)).write(to: URL(filePath: target), options: .atomic)
        }
    }

    /// Puts something else in the place of a file.
    public func overwrite(_ path: String, with text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }

    private static let script = """
        set -e
        new_key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
        authority() {
            openssl req -x509 $new_key -keyout $1.key -out $1.pem -days 30 -subj /CN=$1
        }
        certificate() {
            openssl req $new_key -keyout $1.key -out $1.csr -subj /CN=$1
            echo "subjectAltName=$3" > $1.extensions
            openssl x509 -req -in $1.csr -CA $2.pem -CAkey $2.key -CAcreateserial -days $4 -extfile $1.extensions -out $1.pem
        }
        authority ca
        authority other-ca
        certificate server ca DNS:localhost,IP:127.0.0.1 30
        certificate renewed ca DNS:localhost,IP:127.0.0.1 30
        certificate expired ca DNS:localhost,IP:127.0.0.1 -1
        certificate elsewhere ca DNS:elsewhere.example 30
        certificate client ca URI:spiffe://lyceum.example/gateway,DNS:gateway.example 30
        certificate stranger other-ca DNS:localhost,IP:127.0.0.1 30
        """

    private static func run(_ script: String, in folder: URL) throws {
        let log = folder.appending(path: "log")
        let arguments = ["/bin/sh", "-c", "cd \"$0\"\n\(script)", folder.path]
        let id = try spawn(arguments, environment: ["PATH": "/usr/bin:/bin"]) { $0.log(to: log.path) }
        var status: Int32 = 0
        guard waitpid(id, &status, 0) == id, status == 0 else {
            throw CertificatesNotMade(log: (try? String(contentsOf: log, encoding: .utf8)) ?? "")
        }
    }

    /// What `openssl` said.
    struct CertificatesNotMade: Error {
        let log: String
    }
}
