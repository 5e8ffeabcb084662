import Foundation
import PureTokenizers
import Testing

/// The examples in the README and the articles are the ones that the compiler has seen, and do
/// what they say.
@Suite struct DocumentationTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let pages = [
    "README.md", "Sources/PureTokenizers/PureTokenizers.docc/PureTokenizers.md",
    "Sources/PureTokenizers/PureTokenizers.docc/AddingAStage.md",
    "Sources/PureTokenizers/PureTokenizers.docc/Security.md",
  ]

  @Test("every example is compiled", arguments: pages)
  func examplesAreCompiled(page: String) throws {
    let examples = try Self.lines(
      of: "Tests/PureTokenizersTests/Documentation/DocumentationExamples.swift")
    let source = examples.joined(separator: "\n")
    let blocks = Self.swiftBlocks(in: try Self.lines(of: page))
    #expect(!blocks.isEmpty)
    for block in blocks where block.first != "// Package.swift" {
      #expect(source.contains(block.joined(separator: "\n")), "\(page): \(block)")
    }
  }

  @Test("the stream of the README gives the ids of the whole")
  func stream() throws {
    let path = Self.root.appendingPathComponent("Fixtures/tokenizers/default/tokenizer.json").path
    let tokenizer = try Tokenizer(contentsOf: path)
    let ids = try DocumentationExamples.streamed(
      ["Hello, wo", "rld! How are", " you?"], by: tokenizer)
    #expect(try ids == tokenizer.ids(of: "Hello, world! How are you?"))
  }

  @Test("the limits of the article on security are those of the tokenizer")
  func limits() throws {
    let path = Self.root.appendingPathComponent("Fixtures/tokenizers/default/tokenizer.json").path
    let tokenizer = try DocumentationExamples.limited(from: path)
    #expect(try !tokenizer.ids(of: "Hello").isEmpty)
    let text = String(repeating: "a", count: (1 << 20) + 1)
    #expect(throws: TokenizerError.self) { try tokenizer.ids(of: text) }
  }

  @Test("a stage of one's own works in code and by its name in a file")
  func ownStage() throws {
    let path = Self.root.appendingPathComponent("Fixtures/tokenizers/default/tokenizer.json").path
    let plain = try Tokenizer(contentsOf: path)
    let changed = try DocumentationExamples.pipeline(of: plain)
    #expect(try changed.ids(of: "a\tb") == plain.ids(of: "a b"))

    let file = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    let named = file.replacingOccurrences(
      of: #""normalizer":null"#, with: #""normalizer":{"type":"Untab"}"#)
    let loaded = try DocumentationExamples.loaded(from: Array(named.utf8))
    #expect(try loaded.ids(of: "a\tb") == plain.ids(of: "a b"))
  }

  /// The lines of a file without blank lines and imports; white space counts as one space.
  private static func lines(of path: String) throws -> [String] {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      .filter { !$0.isEmpty && !$0.hasPrefix("import ") }
  }

  private static func swiftBlocks(in lines: [String]) -> [[String]] {
    var blocks: [[String]] = []
    var block: [String]?
    for line in lines {
      if line.hasPrefix("```") {
        if let finished = block { blocks.append(finished) }
        block = line == "```swift" ? [] : nil
      } else {
        block?.append(line)
      }
    }
    return blocks
  }
}
