// swift-tools-version: 6.2
import PackageDescription

// Apart from the other benchmarks, so that a peer with other dependencies can be driven by the same code.
let package = Package(
    name: "PeerLoad",
    products: [.library(name: "PeerLoad", targets: ["PeerLoad"])],
    targets: [
        .target(
            name: "PeerLoad",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            ])
    ]
)
