// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.strictMemorySafety()]
/// Lets one file use two machine instructions that the standard library does not offer; without
/// this trait (`--disable-default-traits`) plain Swift takes their place, at two thirds of the speed.
let intrinsics = SwiftSetting.enableExperimentalFeature(
  "BuiltinModule", .when(traits: ["Intrinsics"]))

let package = Package(
  name: "pure-tokenizers",
  platforms: [.macOS(.v14), .iOS(.v17), .tvOS(.v17), .watchOS(.v10), .visionOS(.v1)],
  products: [
    .library(name: "PureTokenizers", targets: ["PureTokenizers"]),
    .library(name: "PureTokenizersHub", targets: ["PureTokenizersHub"]),
    .executable(name: "tokenize", targets: ["tokenize"]),
    .executable(name: "tokenizer-benchmark", targets: ["tokenizer-benchmark"]),
  ],
  traits: [
    .trait(name: "Intrinsics", description: "Prefetching and bit masks by machine instructions."),
    .default(enabledTraits: ["Intrinsics"]),
  ],
  targets: [
    .target(name: "PureTokenizers", swiftSettings: strict + [intrinsics]),
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
    .executableTarget(
      name: "mutation-worker", dependencies: ["PureTokenizers"], path: "Fixtures/mutations/worker",
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
