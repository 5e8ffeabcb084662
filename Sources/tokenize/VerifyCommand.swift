import Foundation
import GoldenFiles
import PureTokenizers

/// `tokenize verify`: replays golden files.
enum VerifyCommand: Command {
  static let help = Help.verify

  static func run(_ arguments: Arguments) throws -> Int32 {
    var arguments = arguments
    let folder = try arguments.value("--tokenizers")
    let paths = try arguments.positional().flatMap(goldenFiles)
    guard let first = paths.first else { throw UsageError("no golden file is given") }
    let locator = TokenizerLocator(fixtures: fixtures(of: first), folder: folder)
    return try Verification(locator: locator).run(paths)
  }

  /// The golden files at `path`: itself, or all below it when it is a folder.
  private static func goldenFiles(at path: String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: path) else { return [path] }
    let found = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".jsonl") }.sorted()
    return found.isEmpty ? [path] : found.map { "\(path)/\($0)" }
  }

  /// The folder `Fixtures`, which holds the folder `golden` that a golden file is in.
  private static func fixtures(of path: String) -> String {
    var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    while folder.path.count > 1, folder.lastPathComponent != "golden" {
      folder.deleteLastPathComponent()
    }
    return folder.deletingLastPathComponent().path
  }
}

/// Replays golden files and prints what it found.
private struct Verification {
  let locator: TokenizerLocator
  private var failed = 0
  private var caseCount = 0
  private var skipped: Set<String> = []
  private var loaded: (sha256: String, tokenizer: Tokenizer)?

  init(locator: TokenizerLocator) { self.locator = locator }

  func run(_ paths: [String]) throws -> Int32 {
    var copy = self
    for path in paths { copy.replay(try GoldenFile(path: path)) }
    copy.summarize(paths.count)
    return copy.failed > 0 ? 1 : 0
  }

  private mutating func replay(_ golden: GoldenFile) {
    do {
      guard let tokenizer = try tokenizer(for: golden) else {
        skipped.insert(golden.tokenizer)
        return
      }
      caseCount += golden.cases.count
      guard let difference = golden.differences(with: tokenizer, limit: 1).first else { return }
      print(difference)
    } catch {
      print("\(golden.path):1: the tokenizer \(golden.tokenizer) does not load: \(error)")
    }
    failed += 1
  }

  /// Files of one tokenizer stand in a row, so one is kept.
  private mutating func tokenizer(for golden: GoldenFile) throws -> Tokenizer? {
    if let loaded, loaded.sha256 == golden.sha256 { return loaded.tokenizer }
    guard let json = locator.tokenizer(for: golden) else { return nil }
    let tokenizer = try Tokenizer(json: json)
    loaded = (golden.sha256, tokenizer)
    return tokenizer
  }

  private func summarize(_ count: Int) {
    print("\(count) golden files, \(caseCount) cases, \(failed) files with differences")
    guard !skipped.isEmpty else { return }
    let names = skipped.sorted().joined(separator: ", ")
    print("\(skipped.count) tokenizers are not here, and were skipped: \(names)")
  }
}
