// swift-tools-version: 6.2
import PackageDescription

// Hot accessors cross target boundaries: without this the release build pays twice for every token and node.
let fast: [SwiftSetting] = [
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))
]

let package = Package(
  name: "premortem",
  products: [.executable(name: "premortem", targets: ["premortem"])],
  targets: [
    .executableTarget(name: "premortem", dependencies: ["Linter", "Report"], swiftSettings: fast),
    .target(name: "Report", dependencies: ["Checks"], swiftSettings: fast),
    .target(
      name: "Linter", dependencies: ["SQL", "Languages", "Checks", "YAML"], swiftSettings: fast),
    .target(
      name: "Checks", dependencies: ["Syntax", "Analysis", "Matching"], exclude: ["Rules"],
      swiftSettings: fast, plugins: ["EmbedRules"]),
    .target(name: "Analysis", dependencies: ["Syntax"], swiftSettings: fast),
    .target(name: "SQL", dependencies: ["Syntax"], swiftSettings: fast),
    .target(name: "Languages", dependencies: ["Syntax"], swiftSettings: fast),
    .target(name: "Matching", dependencies: ["CPCRE2"], swiftSettings: fast),
    .target(name: "Syntax", swiftSettings: fast),
    .target(name: "YAML", dependencies: ["CYAML"]),

    .executableTarget(name: "embed-rules", dependencies: ["YAML"]),
    .plugin(
      name: "EmbedRules", capability: .buildTool(), dependencies: ["embed-rules"],
      path: "Sources/EmbedRules"),

    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    .testTarget(name: "YAMLTests", dependencies: ["YAML", "Analysis", "embed-rules"]),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"]),
    .testTarget(name: "SQLTests", dependencies: ["SQL"]),
    .testTarget(name: "LanguagesTests", dependencies: ["Languages"]),
    .testTarget(name: "MatchingTests", dependencies: ["Matching"]),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "SQL", "Languages"]),
    .testTarget(name: "ChecksTests", dependencies: ["Checks", "Linter", "Report"]),
    .testTarget(name: "CommandTests", dependencies: ["premortem", "Linter", "Report"]),
  ]
)
