// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.strictMemorySafety()]

let package = Package(
  name: "pure-tokenizers",
  platforms: [.macOS(.v14), .iOS(.v17), .tvOS(.v17), .watchOS(.v10), .visionOS(.v1)],
  products: [
    .library(name: "PureTokenizers", targets: ["PureTokenizers"]),
    .library(name: "PureTokenizersHub", targets: ["PureTokenizersHub"]),
    .executable(name: "tokenize", targets: ["tokenize"]),
    .executable(name: "tokenizer-benchmark", targets: ["tokenizer-benchmark"]),
  ],
  targets: [
    .target(name: "PureTokenizers", swiftSettings: strict),
    .target(
      name: "PureTokenizersHub", dependencies: ["PureTokenizers"], swiftSettings: strict),
    .target(name: "GoldenFiles", dependencies: ["PureTokenizers"], swiftSettings: strict),
    .executableTarget(
      name: "tokenize", dependencies: ["PureTokenizers", "PureTokenizersHub", "GoldenFiles"],
      swiftSettings: strict),
    .executableTarget(
      name: "tokenizer-benchmark", dependencies: ["PureTokenizers"], path: "Benchmarks/Sources",
      swiftSettings: strict),
    .executableTarget(
      name: "trials", dependencies: ["PureTokenizers"], path: "Fixtures/reliability/trials",
      swiftSettings: strict),
    .testTarget(
      name: "PureTokenizersTests",
      dependencies: ["PureTokenizers", "PureTokenizersHub", "GoldenFiles"], swiftSettings: strict),
    .testTarget(
      name: "PureTokenizersHubTests", dependencies: ["PureTokenizers", "PureTokenizersHub"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
