// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A product of one of the packages below.
func product(_ product: String, _ package: String) -> Target.Dependency {
    .product(name: product, package: package)
}

let logging = product("Logging", "swift-log")
let metrics = product("Metrics", "swift-metrics")
let nioCore = product("NIOCore", "swift-nio")
let nioPosix = product("NIOPosix", "swift-nio")
let nioSSL = product("NIOSSL", "swift-nio-ssl")
let nioTLS = product("NIOTLS", "swift-nio")
let nioHTTP1 = product("NIOHTTP1", "swift-nio")
let nioHTTPTypes = product("NIOHTTPTypesHTTP1", "swift-nio-extras")
let nioHTTPCompression = product("NIOHTTPCompression", "swift-nio-extras")
let nioEmbedded = product("NIOEmbedded", "swift-nio")
let lifecycle = product("ServiceLifecycle", "swift-service-lifecycle")
let hummingbird = product("Hummingbird", "hummingbird")
let crypto = product("Crypto", "swift-crypto")
let atomics = product("Atomics", "swift-atomics")
let collections = product("DequeModule", "swift-collections")
let tracing = product("Tracing", "swift-distributed-tracing")
let metricsTestKit = product("MetricsTestKit", "swift-metrics")
let tracingTestKit = product("InMemoryTracing", "swift-distributed-tracing")
let system = product("SystemPackage", "swift-system")
let subprocess = product("Subprocess", "swift-subprocess")
let arguments = product("ArgumentParser", "swift-argument-parser")
let httpClient = product("AsyncHTTPClient", "async-http-client")
let jwt = product("JWTKit", "jwt-kit")
let histogram = product("Histogram", "hdrhistogram-swift")

let package = Package(
    name: "lyceum",
    products: [
        .executable(name: "lyceum", targets: ["lyceum"]),
        .executable(name: "lyceum-gateway", targets: ["lyceum-gateway"]),
        .executable(name: "lyceum-course", targets: ["lyceum-course"]),
        .executable(name: "lyceum-leaderboard", targets: ["lyceum-leaderboard"]),
        .executable(name: "lyceum-cache", targets: ["lyceum-cache"]),
        .library(name: "LyceumShared", targets: ["Messages", "RPC", "Stubs", "Loader"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-atomics", exact: "1.3.0"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", exact: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    ],
    targets: [
        // C libraries: one system library and one Swift importer each.
        .systemLibrary(name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        // No pkgConfig: hiredis.pc defines a macro that SwiftPM refuses with a warning; its header folder is a default one.
        .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"])]),
        .target(name: "CEpoll"),
        .target(
            name: "CMessages", dependencies: ["CProtobufC"], linkerSettings: [.linkedLibrary("protobuf-c")]),

        // Shared by the services.
        .target(name: "Messages", dependencies: ["CMessages", nioCore], swiftSettings: settings),
        .target(
            name: "RPC",
            dependencies: [
                "Messages", nioCore, nioPosix, nioSSL, nioTLS, logging, metrics, tracing, atomics, collections,
                lifecycle,
            ],
            swiftSettings: settings),
        .target(name: "Stubs", dependencies: ["Messages", "RPC", nioCore], swiftSettings: settings),
        .target(
            name: "Loader",
            dependencies: [nioCore, tracing],
            // Its users' release builds specialise its generics only with this: 200 ns a key instead of 1,200.
            swiftSettings: settings
                + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]),
        .target(name: "LogLimits", dependencies: [nioCore], swiftSettings: settings),
        .target(
            name: "Postgres",
            dependencies: ["CLibpq", "CEpoll", "LogLimits", nioCore, logging, metrics, collections, lifecycle, crypto],
            swiftSettings: settings),
        .target(
            name: "Redis",
            dependencies: ["CHiredis", nioCore, nioPosix, logging, metrics, collections, lifecycle, crypto],
            swiftSettings: settings),
        .target(
            name: "ServiceKit",
            dependencies: [
                "RPC", "Stubs", "Messages", "Loader", nioCore, nioPosix, nioHTTP1, logging, metrics, tracing, lifecycle,
                hummingbird, httpClient, crypto, product("HummingbirdCore", "hummingbird"),
                product("Configuration", "swift-configuration"),
                product("UnixSignals", "swift-service-lifecycle"),
            ],
            swiftSettings: settings),

        .target(
            name: "ServiceStores",
            dependencies: ["ServiceKit", "RPC", "Loader", "Postgres", "Redis", logging, nioCore, nioPosix],
            swiftSettings: settings),

        // The four services, as libraries so that tests run them in process …
        .target(
            name: "Gateway",
            dependencies: [
                "ServiceKit", "Stubs", "RPC", "Messages", "Loader", "LogLimits", collections, hummingbird, crypto,
                httpClient, jwt, nioEmbedded, nioHTTP1, nioHTTPCompression, nioHTTPTypes, tracing,
            ],
            resources: [.embedInCode("Contract/Page/Web")],
            swiftSettings: settings),
        .target(
            name: "CourseService",
            dependencies: ["ServiceKit", "ServiceStores", "Stubs", "RPC", "Messages", "Loader", "Postgres"],
            resources: [.embedInCode("SQL")],
            swiftSettings: settings),
        .target(
            name: "LeaderboardService",
            dependencies: [
                "ServiceKit", "ServiceStores", "Stubs", "RPC", "Messages", "Loader", "Postgres", "Redis", nioCore,
                logging, metrics, lifecycle,
            ],
            resources: [.embedInCode("SQL"), .embedInCode("Lua")],
            swiftSettings: settings),
        .target(
            name: "CacheService",
            dependencies: [
                "ServiceKit", "ServiceStores", "Stubs", "RPC", "Messages", "Redis", nioCore, metrics, lifecycle,
                collections,
            ],
            swiftSettings: settings),

        // … and as processes.
        .executableTarget(name: "lyceum-gateway", dependencies: ["Gateway", "ServiceKit"], swiftSettings: settings),
        .executableTarget(
            name: "lyceum-course", dependencies: ["CourseService", "ServiceKit"], swiftSettings: settings),
        .executableTarget(
            name: "lyceum-leaderboard", dependencies: ["LeaderboardService", "ServiceKit"], swiftSettings: settings),
        .executableTarget(name: "lyceum-cache", dependencies: ["CacheService", "ServiceKit"], swiftSettings: settings),
        .executableTarget(
            name: "lyceum",
            dependencies: [
                "CourseService", "LeaderboardService", "ServiceKit", "ServiceStores", "Postgres", "Redis", arguments,
                crypto, histogram, logging, nioCore, nioHTTP1, nioPosix, subprocess, system,
                product("UnixSignals", "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("SQL")],
            swiftSettings: settings),
        .executableTarget(name: "StubGenerator", swiftSettings: settings),

        // Tests. TestSupport starts a private PostgreSQL and Redis, and peers of another make.
        .target(name: "CAllocationCounter"),
        .target(name: "CSpawn"),
        .target(name: "TestSupport", dependencies: ["CSpawn", subprocess, system], swiftSettings: settings),
        test("Messages", [nioCore]),
        test("Loader", ["TestSupport", nioCore, tracing, tracingTestKit]),
        test(
            "RPC",
            [
                "Messages", "Stubs", "TestSupport", nioCore, nioPosix, nioSSL, nioTLS, nioEmbedded, logging, lifecycle,
                metricsTestKit, tracing, tracingTestKit,
            ], exclude: ["Interop/Peers"]),
        test("Postgres", ["TestSupport", nioCore, lifecycle, logging, metrics]),
        test("Redis", ["TestSupport", nioCore, nioPosix, nioEmbedded, lifecycle, logging, metrics]),
        test(
            "ServiceKit",
            [
                "RPC", "Stubs", "Messages", "TestSupport", nioCore, nioPosix, logging, metrics, lifecycle, hummingbird,
                metricsTestKit, tracing,
                product("HummingbirdTesting", "hummingbird"), product("Configuration", "swift-configuration"),
                product("ServiceLifecycleTestKit", "swift-service-lifecycle"),
            ]),
        test(
            "Gateway",
            [
                "Loader", "LogLimits", "Messages", "RPC", "Stubs", "ServiceKit", "TestSupport", hummingbird, nioCore,
                nioEmbedded, nioHTTP1, nioHTTPCompression, crypto, logging, tracing, metricsTestKit,
                product("CryptoExtras", "swift-crypto"), product("HummingbirdTesting", "hummingbird"),
            ]),
        test("CourseService", ["Messages", "RPC", "Stubs", "Postgres", "TestSupport", "Loader", nioCore, logging]),
        test(
            "LeaderboardService",
            [
                "Messages", "RPC", "Stubs", "ServiceKit", "Postgres", "Redis", "TestSupport", "Loader", nioCore,
                nioPosix,
                logging,
            ]),
        test(
            "CacheService",
            [
                "Messages", "RPC", "Stubs", "Redis", "TestSupport", nioCore, nioPosix, logging, metrics,
                metricsTestKit,
            ]),
        .testTarget(
            name: "AllocationTests",
            dependencies: ["CAllocationCounter", "Messages", "RPC", "Stubs", lifecycle, logging, nioCore],
            swiftSettings: settings),
        .testTarget(
            name: "LyceumTests",
            dependencies: [
                "lyceum", "ServiceKit", "Postgres", "Redis", "CourseService", "LeaderboardService", "TestSupport",
                nioCore, nioHTTP1, nioPosix, arguments, histogram, subprocess, system,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "Gateway", "CourseService", "LeaderboardService", "CacheService", "ServiceKit", "Postgres", "Redis",
                "RPC", "Stubs", "Messages", "TestSupport", "lyceum", nioCore, nioPosix, logging,
                httpClient, hummingbird, product("HummingbirdTesting", "hummingbird"),
            ],
            swiftSettings: settings),
    ]
)

/// The tests of a target.
func test(_ target: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(target)Tests", dependencies: [.byName(name: target)] + dependencies, exclude: exclude,
        swiftSettings: settings)
}
