/// Which kinds of requests, in which proportion.
struct LoadMix: Equatable, Sendable {
    /// Why a text is no mix.
    struct ParseError: Error, CustomStringConvertible {
        let description: String
    }

    /// A storefront. Its writes of progress (8 of 100) have no route yet; its sessions read who they belong to.
    static let storefront = LoadMix(
        name: "A", weights: [.catalogue: 60, .course: 20, .leaderboard: 10, .session: 2])

    /// What visitors without an account make of a storefront.
    static let browse = LoadMix(name: "browse", weights: [.catalogue: 60, .course: 20, .leaderboard: 10])

    /// The named mixes and the parts that others are made of, for the command's help.
    static let help =
        [storefront, browse].map { "\($0.name) is \($0.text)" }.joined(separator: "; ")
        + ". Parts: \(LoadPart.allCases.map(\.rawValue).joined(separator: ", "))."

    let name: String
    /// More than 0 each.
    let weights: [LoadPart: Double]

    private init(name: String, weights: [LoadPart: Double]) {
        self.name = name
        self.weights = weights
    }

    /// Parses a name, or parts with their weights such as `catalogue=60,course=20`.
    init(_ text: String) throws(ParseError) {
        if let mix = [Self.storefront, Self.browse].first(where: { $0.name.lowercased() == text.lowercased() }) {
            self = mix
            return
        }
        var weights: [LoadPart: Double] = [:]
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else {
                throw ParseError(description: "\(PrintableText(String(item))) is no mix, and no part=weight")
            }
            guard let part = LoadPart(rawValue: String(sides[0])) else {
                throw ParseError(description: "\(PrintableText(String(sides[0]))) is no part of a mix")
            }
            guard let weight = Double(sides[1]), weight > 0, weight.isFinite else {
                throw ParseError(description: "the weight of \(part.rawValue) must be a number more than 0")
            }
            guard weights.updateValue(weight, forKey: part) == nil else {
                throw ParseError(description: "\(part.rawValue) is there twice")
            }
        }
        self.init(name: "custom", weights: weights)
    }

    /// The parts and weights in the order of the parts, as they are parsed.
    private var text: String {
        LoadPart.allCases.compactMap { part in weights[part].map { "\(part.rawValue)=\(Int($0))" } }
            .joined(separator: ",")
    }
}
