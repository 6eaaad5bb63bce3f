import HTTPTypes
import Hummingbird
import NIOCore

/// A public answer that is kept: as it goes to who asks, and to who has it already.
struct NearCacheAnswer: Sendable {
    private static let perRequestNames: Set<String> = ["cache-status", "date", "ratelimit", "ratelimit-policy"]
    /// Fields that describe a body, which 304 has none of.
    private static let bodyNames: Set<String> = ["content-encoding", "content-length", "content-type"]
    /// What a request's key, or its being for the cache at all, decides.
    private static let knownVaryNames: Set<Substring> = ["accept-encoding", "authorization", "origin"]

    private var whole: NearCacheMessage
    private var notModified: NearCacheMessage
    private let tag: EntityTag
    /// What the answer counts as.
    let route: RouteUsage

    /// - Returns: nil where the answer is not for everybody or not complete, or has no tag, as what lacks a part has none.
    init?(_ head: HTTPResponse, bodyLength: Int, route: RouteUsage) {
        guard head.status == .ok, let cacheControl = head.headerFields[.cacheControl], cacheControl.hasPrefix("public"),
            head.headerFields[.setCookie] == nil, head.headerFields[.contentRange] == nil,
            head.headerFields[.contentLength] == String(bodyLength), Self.isKnown(head.headerFields[.vary]),
            let tag = head.headerFields[.eTag].flatMap(EntityTag.init(header:))
        else { return nil }
        self.tag = tag
        self.route = route
        let fields = head.headerFields.filter { !Self.perRequestNames.contains($0.name.canonicalName) }
        let cacheStatus = HTTPField.Name.cacheStatus.flatMap { head.headerFields[$0] }
        whole = NearCacheMessage(status: .ok, fields: fields, cacheStatus: cacheStatus, bodyCapacity: bodyLength)
        notModified = NearCacheMessage(
            status: .notModified, fields: fields.filter { !Self.bodyNames.contains($0.name.canonicalName) },
            cacheStatus: cacheStatus, bodyCapacity: 0)
    }

    /// Bytes that it takes, roughly.
    var weight: Int { whole.byteCount + notModified.byteCount + 512 }

    mutating func append(_ body: ByteBuffer) {
        whole.append(body)
    }

    /// What a request is sent; nil where it knows the answer by the tag of another content coding, which is rare.
    mutating func hit(
        for request: NearCacheRequest, withBody: Bool, at stamp: NearCacheMessage.Stamp, date: String
    ) -> NearCacheHit? {
        guard let known = request.ifNoneMatch?.known(tag.decoded) ?? nil else {
            let bytes = whole.bytes(at: stamp, date: date, withBody: withBody)
            return NearCacheHit(bytes: bytes, headLength: whole.headLength, status: .ok, route: route)
        }
        guard known == tag else { return nil }
        let bytes = notModified.bytes(at: stamp, date: date, withBody: true)
        return NearCacheHit(bytes: bytes, headLength: bytes.readableBytes, status: .notModified, route: route)
    }

    private static func isKnown(_ vary: String?) -> Bool {
        (vary ?? "").lowercased().split(separator: ",").allSatisfy { name in
            knownVaryNames.contains(name.drop { $0 == " " })
        }
    }
}
