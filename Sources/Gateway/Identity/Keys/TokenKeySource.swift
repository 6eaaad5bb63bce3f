import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import ServiceKit

/// Where the keys of the issuer are.
enum TokenKeySource: Sendable {
    case file(path: String)
    /// - timeout: the most time for fetching them.
    case url(SecretURL, timeout: Duration)

    /// The JSON Web Key Set as it is now.
    func fetch() async throws(TokenKeysError) -> [UInt8] {
        switch self {
        case .file(let path):
            guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .unreadable }
            return Array(data)
        case .url(let url, let timeout):
            return try await Self.download(url, timeout: timeout)
        }
    }

    private static func download(_ url: SecretURL, timeout: Duration) async throws(TokenKeysError) -> [UInt8] {
        do {
            return try await withThrowingTaskGroup { group in
                group.addTask { try await get(url, timeout: timeout) }
                // The client's own time-out ends with the head of the answer.
                group.addTask {
                    try await Task.sleep(for: timeout)
                    throw TokenKeysError.unreachable
                }
                defer { group.cancelAll() }
                return try await group.next() ?? []
            }
        } catch let error as TokenKeysError {
            throw error
        } catch is NIOTooManyBytesError {
            throw .tooLarge
        } catch {
            throw .unreachable
        }
    }

    private static func get(_ url: SecretURL, timeout: Duration) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: url.revealed)
        request.headers.add(name: "accept", value: "application/jwk-set+json, application/json")
        let response = try await HTTPClient.shared.execute(request, timeout: TimeAmount(timeout))
        guard response.status == .ok else { throw TokenKeysError.status(Int(response.status.code)) }
        let body = try await response.body.collect(upTo: TokenKeys.byteLimit)
        return Array(body.readableBytesView)
    }
}

extension TokenKeySource {
    /// - Throws: `SettingError`, also where both a file and a URL are set.
    init?(_ settings: SettingsReader) throws(SettingError) {
        switch (try settings.value(Settings.tokenKeysFile), try settings.value(Settings.tokenKeysURL)) {
        case (nil, nil):
            return nil
        case (let path?, nil):
            self = .file(path: path)
        case (nil, let url?):
            self = .url(url, timeout: try settings.value(Settings.tokenKeysTimeout))
        case (_?, _?):
            throw SettingError(
                name: Settings.tokenKeysFile.name,
                problem: "is set, and so is \(Settings.tokenKeysURL.name); expected one of the two")
        }
    }
}
