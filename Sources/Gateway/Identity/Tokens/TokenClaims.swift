import FoundationEssentials

/// The claims of a JWT that matter here (RFC 7519, OpenID Connect Core 5.1).
struct TokenClaims: Equatable {
    let issuer: String
    let subject: String
    let audiences: [String]
    /// Seconds since 1970; fractions are dropped.
    let expiry: Int64
    /// Seconds since 1970.
    let notBefore: Int64?
    /// What the claim that tells roles holds.
    let roles: [String]
    let username: String?
    /// Nil, too, where the issuer says that it has not verified it.
    let email: String?
}

extension TokenClaims: DecodableWithConfiguration {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// - Parameter roleClaim: the name of the claim that tells roles.
    init(from decoder: any Decoder, configuration roleClaim: String) throws {
        let container = try decoder.container(keyedBy: Name.self)
        func text(_ name: String) throws -> String? {
            try container.decodeIfPresent(String.self, forKey: Name(stringValue: name))
        }
        /// A claim that is one text or a list of texts.
        func texts(_ name: String) throws -> [String] {
            if let text = try? text(name) { return [text] }
            return try container.decodeIfPresent([String].self, forKey: Name(stringValue: name)) ?? []
        }
        /// A NumericDate.
        func seconds(_ name: String) throws -> Int64? {
            guard let number = try container.decodeIfPresent(Double.self, forKey: Name(stringValue: name)) else {
                return nil
            }
            guard let seconds = Int64(exactly: number.rounded(.down)) else {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no NumericDate"))
            }
            return seconds
        }
        issuer = try container.decode(String.self, forKey: Name(stringValue: "iss"))
        subject = try container.decode(String.self, forKey: Name(stringValue: "sub"))
        audiences = try texts("aud")
        expiry = try seconds("exp") ?? container.decode(Int64.self, forKey: Name(stringValue: "exp"))
        notBefore = try seconds("nbf")
        roles = try texts(roleClaim)
        username = try text("preferred_username") ?? text("nickname") ?? text("name")
        let isVerified = try container.decodeIfPresent(Bool.self, forKey: Name(stringValue: "email_verified"))
        email = isVerified == false ? nil : try text("email")
    }
}
