import Foundation
import PureTokenizers

/// Something that Hugging Face's library does and that nobody would guess: a small tokenizer that
/// shows it, and what the library answers.
public struct Quirk: Sendable {
  /// The number in the list of quirks.
  public let number: Int
  /// What there is to see.
  public let description: String
  /// The file and the line it comes from.
  let path: String
  let line: Int
  /// The tokenizer.json, which may be wrong on purpose.
  let tokenizer: [UInt8]
  /// Whether the library loads it.
  let loads: Bool
  /// What the library answers.
  private(set) var cases: [GoldenCase] = []
  /// Texts whose ids differ from load to load, with all the ids that there were.
  private(set) var choices: [Choice] = []

  /// A text and the ids that it may have.
  struct Choice: Sendable {
    var line: Int
    var source: [UInt8]
    var text: String
    var ids: [[TokenID]]
  }

  /// Every quirk of the file at `path`.
  public static func all(path: String) throws(TokenizerError) -> [Quirk] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadableFile(path: path, problem: "cannot be read")
    }
    var quirks: [Quirk] = []
    for (index, line) in [UInt8](data).split(separator: UInt8(ascii: "\n")).enumerated() {
      try add(Array(line), index + 1, of: path, to: &quirks)
    }
    return quirks
  }

  private static func add(
    _ source: [UInt8], _ line: Int, of path: String, to quirks: inout [Quirk]
  ) throws(TokenizerError) {
    let json = try JSON(source)
    if json.member("number") != nil {
      quirks.append(
        Quirk(
          number: try json.integer("number", in: 1...999),
          description: try json.string("description"), path: path, line: line,
          tokenizer: try json.bytes("tokenizer"), loads: try json.bool("loads")))
      return
    }
    guard let last = quirks.indices.last else { throw json.invalid("a case before any quirk") }
    if json.member("any_of") == nil {
      quirks[last].cases.append(try GoldenCase(line: line, source: source))
    } else {
      quirks[last].choices.append(try Choice(json, line: line, source: source))
    }
  }
}

extension Quirk.Choice {
  fileprivate init(_ json: JSON, line: Int, source: [UInt8]) throws(TokenizerError) {
    self.init(line: line, source: source, text: try json.string("text"), ids: [])
    for list in try json.array("any_of") {
      var choice: [TokenID] = []
      for id in try list.arrayValue() { choice.append(try id.tokenIDValue()) }
      ids.append(choice)
    }
  }
}

extension Quirk {
  /// Where the library panics and we need not: an insertion before a whole-text normalizer (20),
  /// and a pattern that is too much for the library but not for us (32).
  private var mayAnswerWhereLibraryFails: Bool { [20, 32].contains(number) }

  /// Where our answers are not the library's.
  public func differences() -> [GoldenDifference] {
    do {
      let tokenizer = try Tokenizer(json: tokenizer)
      guard loads else { return [difference("loading should fail", "an error", "a tokenizer")] }
      return cases.compactMap { difference(of: $0, tokenizer) }
        + choices.compactMap { difference(of: $0, tokenizer) }
    } catch {
      return loads ? [difference("loading fails", "a tokenizer", "\(error)")] : []
    }
  }

  private func difference(
    _ problem: String, _ expected: String, _ actual: String
  ) -> GoldenDifference {
    GoldenDifference(
      path: path, line: line, problem: "quirk \(number), \(description): \(problem)",
      source: tokenizer, expected: expected, actual: actual)
  }

  private func difference(of golden: GoldenCase, _ tokenizer: Tokenizer) -> GoldenDifference? {
    if mayAnswerWhereLibraryFails, case .error = golden.answer { return nil }
    guard let found = golden.firstDifference(with: tokenizer) else { return nil }
    var result = difference(found.problem, found.expected, found.actual)
    result.line = golden.line
    result.source = golden.source
    return result
  }

  private func difference(of choice: Choice, _ tokenizer: Tokenizer) -> GoldenDifference? {
    let ids = (try? tokenizer.encode(choice.text).ids) ?? []
    if choice.ids.contains(ids) { return nil }
    var result = difference("ids differ", "one of \(choice.ids)", "\(ids)")
    result.line = choice.line
    result.source = choice.source
    return result
  }
}
