// swift-tools-version: 6.2
import PackageDescription

// Built by scripts/fuzz.sh, with every target instrumented. A package of its own, that takes in of the project only what
// reads a peer's bytes, and what keeps a connection's state: Sources holds links into ../Sources and ../Tests.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")

let package = Package(
    name: "Fuzz",
    dependencies: [
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    ],
    targets: [
        .systemLibrary(name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
        .target(
            name: "CMessages", dependencies: ["CProtobufC"], linkerSettings: [.linkedLibrary("protobuf-c")]),
        .target(name: "Messages", dependencies: ["CMessages", nioCore], swiftSettings: settings),
        .target(name: "RPC", dependencies: [nioCore, collections, metrics], swiftSettings: settings),
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "Fuzz", dependencies: ["CFuzzer", "Messages", "RPC", nioCore], swiftSettings: settings,
            linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
    ]
)
