import Foundation
import GoldenFiles
import PureTokenizers
import Testing

/// Every answer in `Fixtures/golden` again, with the public API.
struct GoldenTests {
  @Test("our tokenizers answer as Hugging Face's library does", arguments: Golden.small)
  func smallTokenizers(_ name: String) throws {
    let (golden, tokenizer) = try #require(try Golden.files(of: name))
    for file in golden {
      for difference in file.differences(with: tokenizer, limit: 3) {
        Issue.record("\(difference)")
      }
    }
  }

  /// The large ones take a debug build too long; `tokenize verify` in a release build has them all.
  @Test("real tokenizers answer as Hugging Face's library does", arguments: Golden.real)
  func realTokenizers(_ name: String) throws {
    guard let (golden, tokenizer) = try Golden.files(of: name) else { return }
    for file in golden {
      for difference in file.differences(with: tokenizer, limit: 3) {
        Issue.record("\(difference)")
      }
    }
  }

  @Test("how many real tokenizers are compared is no secret")
  func skippedTokenizers() {
    let missing = Golden.real.filter { Golden.locate($0) == nil }
    let large = Golden.allReal.count - Golden.real.count
    print(
      "golden files of real tokenizers: \(Golden.real.count - missing.count) replayed, "
        + "\(missing.count) skipped because their tokenizer.json is not here, "
        + "\(large) left to `tokenize verify` because they are large")
  }
}

/// The golden files, and where their tokenizers are.
enum Golden {
  static let fixtures = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures").path
  static let locator = TokenizerLocator(fixtures: fixtures)

  /// The largest tokenizer.json, in bytes, that a debug build loads in reasonable time.
  static let largest = 300_000

  static let small = names.filter { isOurs($0) }
  static let allReal = names.filter { !isOurs($0) }
  static let real = allReal.filter { name in
    (try? GoldenFile(path: paths(of: name)[0]).byteCount) ?? .max <= largest
  }

  static func locate(_ name: String) -> [UInt8]? {
    (try? GoldenFile(path: paths(of: name)[0])).flatMap { locator.tokenizer(for: $0) }
  }

  /// The golden files of a tokenizer and the tokenizer, or nil when that is not here.
  static func files(of name: String) throws -> ([GoldenFile], Tokenizer)? {
    guard let json = locate(name) else { return nil }
    return (try paths(of: name).map { try GoldenFile(path: $0) }, try Tokenizer(json: json))
  }

  private static let names = list("golden")

  private static func isOurs(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(fixtures)/tokenizers/\(name)/tokenizer.json")
  }

  private static func paths(of name: String) -> [String] {
    list("golden/\(name)").map { "\(fixtures)/golden/\(name)/\($0)" }
  }

  private static func list(_ folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(fixtures)/\(folder)")
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }
}
