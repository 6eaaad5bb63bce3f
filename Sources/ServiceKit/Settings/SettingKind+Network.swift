extension SettingKind where Value == HostPort {
    /// The address of a listener.
    static var hostPort: SettingKind {
        SettingKind("host:port, like 127.0.0.1:7101 or [::1]:7101") { text in
            HostPort(text).map(Result.success) ?? .failure(SettingRejection("is not host:port"))
        }
    }
}

extension SettingKind where Value == [HostPort] {
    /// Addresses of the replicas of a service, separated by commas.
    static var addresses: SettingKind {
        let limit = 64
        return SettingKind("1 to \(limit) addresses host:port separated by commas") { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingSpaces() }
            guard parts.count <= limit else { return .failure(SettingRejection("has more than \(limit) addresses")) }
            var addresses: [HostPort] = []
            for part in parts {
                guard let address = HostPort(part), address.port > 0 else {
                    return .failure(SettingRejection("holds \(part.debugDescription), which is not host:port"))
                }
                guard !addresses.contains(address) else {
                    return .failure(SettingRejection("names \(address) twice"))
                }
                addresses.append(address)
            }
            return .success(addresses)
        }
    }
}

extension SettingKind where Value == SecretURL {
    /// A URL that may hold a password.
    static func secretURL(schemes: [String], example: String) -> SettingKind {
        SettingKind("a URL like \(example)", isSecret: true) { text in
            SecretURL.parse(text, schemes: schemes)
        }
    }
}

extension SettingKind where Value == SecretHeaders {
    /// Header fields for a server that wants credentials.
    static var secretHeaders: SettingKind {
        let expectation =
            "up to \(SecretHeaders.limit) pairs like api-key=abc or authorization=Basic%20YTpi separated by commas, with "
            + "values percent-encoded where they need it"
        return SettingKind(expectation, isSecret: true) { text in SecretHeaders.parse(text) }
    }
}

extension SettingKind where Value == SecretBytes {
    /// Key material.
    static func secret(minimumBytes: Int) -> SettingKind {
        let limit = 1_024
        let expectation = "a secret of \(minimumBytes) to \(limit) bytes, like the output of openssl rand -base64 32"
        return SettingKind(expectation, isSecret: true) { text in
            switch text.utf8.count {
            case ..<minimumBytes: .failure(SettingRejection("is too short"))
            case ...limit: .success(SecretBytes(Array(text.utf8)))
            default: .failure(SettingRejection("is too long"))
            }
        }
    }
}

extension SettingKind where Value == [SecretBytes] {
    /// Key material that is being replaced: up to four keys, separated by white space or commas.
    static func secrets(minimumBytes: Int) -> SettingKind {
        let limit = 4
        let one = SettingKind<SecretBytes>.secret(minimumBytes: minimumBytes)
        return SettingKind("\(one.expectation); up to \(limit) of them, separated by commas", isSecret: true) { text in
            let texts = text.split { $0 == "," || $0.isWhitespace }
            guard (1...limit).contains(texts.count) else {
                return .failure(SettingRejection("has \(texts.count) keys"))
            }
            do throws(SettingRejection) {
                return .success(
                    try texts.map { (text) throws(SettingRejection) in try one.convert(String(text)).get() })
            } catch {
                return .failure(error)
            }
        }
    }
}
