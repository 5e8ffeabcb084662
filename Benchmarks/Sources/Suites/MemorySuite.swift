import Foundation
import PureTokenizers

/// Memory that is not a mapped file: after loading, and while ever new words come.
///
/// Every subject has a process of its own, which this program starts with `--memory-of`.
struct MemorySuite: Suite {
  let name = "memory"
  let summary = "resident memory of loading, and of --words distinct words (10^6 unless told)"
  let dependsOnTokenizerOnly = true

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let output = try Child.output(
      Child.thisProgram, ["--memory-of", subject.tokenizer, "--words", "\(effort.words)"])
    let found = try JSONDecoder().decode(MemoryUse.self, from: Data(output.utf8))
    let count = effort.words
    return [
      self.found(subject, "after loading", found.loaded, .megabytes),
      self.found(subject, "most while loading", found.peak, .megabytes),
      self.found(subject, "after \(count / 10) words", found.tenth, .megabytes),
      self.found(subject, "after \(count) words", found.all, .megabytes),
    ]
  }
}

/// What the process of its own has found, in MB more than before loading.
struct MemoryUse: Codable {
  var loaded: Double
  var peak: Double
  var tenth: Double
  var all: Double

  /// Loads a tokenizer, and shows it words that it has never seen.
  static func measure(_ tokenizer: String, words: Int) throws -> MemoryUse {
    let before = ResidentMemory.now
    let tokenizer = try Tokenizer(contentsOf: tokenizer)
    let loaded = ResidentMemory.now
    var source = DistinctWords()
    try encode(words / 10, from: &source, with: tokenizer)
    let tenth = ResidentMemory.now
    try encode(words - words / 10, from: &source, with: tokenizer)
    let all = ResidentMemory.now
    return MemoryUse(
      loaded: loaded.megabytes - before.megabytes,
      peak: max(loaded.peak - before.megabytes, loaded.megabytes - before.megabytes),
      tenth: tenth.megabytes - before.megabytes, all: all.megabytes - before.megabytes)
  }

  private static func encode(
    _ count: Int, from source: inout DistinctWords, with tokenizer: Tokenizer
  ) throws {
    var rest = count
    while rest > 0 {
      let words = min(rest, 500)
      _ = try tokenizer.ids(of: source.text(words), addSpecialTokens: false)
      rest -= words
    }
  }
}

/// Words of up to 14 letters, no two alike.
struct DistinctWords {
  private var number: UInt64 = 0

  /// The next words, with spaces between.
  mutating func text(_ count: Int) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<count {
      number += 1
      // An odd factor permutes the 64-bit numbers, so that no two words are alike.
      var rest = number &* 0x9E37_79B9_7F4A_7C15
      while rest > 0 {
        bytes.append(UInt8(ascii: "a") + UInt8(rest % 26))
        rest /= 26
      }
      bytes.append(UInt8(ascii: " "))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
