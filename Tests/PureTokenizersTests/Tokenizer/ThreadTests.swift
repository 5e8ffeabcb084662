import Foundation
import Testing

@testable import PureTokenizers

/// One tokenizer, many tasks. `THREAD_CALLS=10000 swift test --filter ThreadTests` is the long form;
/// `swift test --sanitize=thread --filter ThreadTests` asks Thread Sanitizer as well.
@Suite("One tokenizer on many threads")
struct ThreadTests {
  private static let names = [
    "bytelevel-cl100k", "wordpiece-truncating", "unigram-precompiled", "bpe-gemma",
    "bytelevel-added-tokens", "wordlevel-whitespace",
  ]
  private static let taskCount = 64
  private static let callCount =
    ProcessInfo.processInfo.environment["THREAD_CALLS"].flatMap { Int($0) } ?? 20

  /// The calls that tasks make, each with options of its own.
  private static func answer(_ call: Int, _ tokenizer: Tokenizer) throws -> [TokenID] {
    let text = texts[call % texts.count]
    switch call % 7 {
    case 0: return try tokenizer.ids(of: text)
    case 1: return try tokenizer.encode(text, truncation: .to(5, stride: 2)).ids
    case 2: return try tokenizer.encode(text, pair: "x", padding: .to(length: 30)).ids
    case 3:
      let options = EncodeOptions(addSpecialTokens: false, recognizesSpecialTokens: false)
      return try tokenizer.encode(.text(text), options: options).ids
    case 4: return try tokenizer.encode([.trusted(text), .untrusted(text)]).ids
    case 5:
      let encoding = try tokenizer.encode(text)
      return encoding.ids + encoding.offsets.map { TokenID($0.upperBound) }
    default:
      var stream = tokenizer.makeDecodeStream()
      var decoded = ""
      for id in try tokenizer.ids(of: text) { decoded += try stream.append(id) ?? "" }
      return decoded.utf8.map { TokenID($0) }
    }
  }

  private static let texts =
    (0..<40).map { number in
      "text \(number) <s>Wörd\(number * 7919) <|endoftext|> [SEP] 日本\(number) \(number % 3)\n"
        + String(repeating: "longer \(number) ", count: number)
    }

  @Test("every task gets what a single one gets", arguments: names)
  func tasks(name: String) async throws {
    let small = try #require(SmallTokenizer.all.first { $0.testDescription == name })
    let tokenizer = try Tokenizer(contentsOf: small.path)
    let alone = try Tokenizer(contentsOf: small.path)
    let period = 7 * Self.texts.count
    let expected = try (0..<period).map { try Self.answer($0, alone) }
    let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
      for task in 0..<Self.taskCount {
        group.addTask {
          var wrong = 0
          for number in 0..<Self.callCount {
            let call = (task * 31 + number * 11) % period
            if try Self.answer(call, tokenizer) != expected[call] { wrong += 1 }
          }
          return wrong
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
