import Testing

@testable import PureTokenizers

@Suite("BPE")
struct BPETests {
  /// A model of single characters and what `merges` makes of them, in order of appearance.
  static func model(
    _ characters: [String], _ merges: [(String, String)], extra: [String] = [],
    _ configure: (inout BPEOptions) -> Void = { _ in }
  ) throws(TokenizerError) -> BPE {
    var options = BPEOptions()
    configure(&options)
    let prefix = options.continuingSubwordPrefix?.count ?? 0
    var tokens = characters + extra
    for (left, right) in merges {
      let product = left + String(decoding: right.utf8.dropFirst(prefix), as: UTF8.self)
      if !tokens.contains(product) { tokens.append(product) }
    }
    let vocabulary = Vocabulary(
      tokens.enumerated().lazy.map { (bytes: Array($1.utf8), id: TokenID($0)) })
    return try BPE(
      vocabulary: vocabulary, merges: merges.map { (Array($0.utf8), Array($1.utf8)) },
      options: options)
  }

  /// Merges at random: each joins two tokens that are there already.
  static func randomMerges(
    _ alphabet: [String], count: Int, using generator: inout SeededGenerator
  ) -> [(String, String)] {
    var tokens = alphabet
    return (0..<count).map { _ in
      let left = tokens.randomElement(using: &generator) ?? ""
      let right = tokens.randomElement(using: &generator) ?? ""
      tokens.append(left + right)
      return (left, right)
    }
  }

  @Test("short merging, the queue and the cache give what the definition gives", arguments: 0..<40)
  func againstDefinition(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let alphabet = ["a", "b", "c", "é", "漢"]
    let merges = Self.randomMerges(
      alphabet, count: Int.random(in: 0...40, using: &generator), using: &generator)
    let model = try Self.model(alphabet, merges)
    var encoder = model.makeEncoder()
    for count in [1, 2, 3, 5, 8, 13, 40, 90] {
      let text = randomText(["a", "b", "c", "é", "漢"], count: count, using: &generator)
      let expected = NaiveBPE.tokens(text, merges: merges)
      for _ in 0..<2 {
        let found = try ids(text, &encoder).map {
          String(decoding: model.vocabulary.bytes(of: $0) ?? [], as: UTF8.self)
        }
        #expect(found == expected, "seed \(seed), \(text)")
      }
      #expect(try ids(text, &encoder).count == tokens(text, model).count)
    }
  }

  @Test("the queue, sweeping and short merging give the same", arguments: 0..<20)
  func waysOfMerging(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let merges = Self.randomMerges(["a", "b"], count: 12, using: &generator)
    let model = try Self.model(["a", "b"], merges)
    for count in [1, 2, 9, 31, 32, 200] {
      let text = randomText(["a", "b"], count: count, using: &generator)
      var queued = BPESymbols()
      var queue = MergeQueue()
      try queued.fill(Array(text.utf8), 0..<count, model: model)
      var (swept, short) = (queued, queued)
      queue.merge(&queued, model.merges, generator: &generator)
      let expected = NaiveBPE.tokens(text, merges: merges)
      #expect(queued.lengths.map { Int($0) } == expected.map { $0.utf8.count })
      var ranks: [UInt32] = []
      let isMerged = swept.mergeBySweeping(model.merges, ranks: &ranks)
      queue.merge(&swept, model.merges, generator: &generator)
      #expect(queued.tokens == swept.tokens)
      #expect(queued.lengths == swept.lengths)
      guard count <= ShortMerge.largestCount else { continue }
      var shortMerge = ShortMerge()
      shortMerge.merge(&short, model.merges)
      #expect(queued.tokens == short.tokens)
      #expect(queued.lengths == short.lengths)
    }
  }

  @Test("nothing merges across a barrier", arguments: 0..<20)
  func barriers(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let alphabet: [Character] = ["a", "b", "c", "d", "é", "x"]
    let merges = Self.randomMerges(["a", "b", "c", "d", "é"], count: 6, using: &generator)
    let model = try Self.model(["a", "b", "c", "d", "é"], merges)
    let text = randomText(alphabet, count: 300, using: &generator)
    var whole = BPESymbols()
    var queue = MergeQueue()
    try whole.fill(Array(text.utf8), 0..<text.utf8.count, model: model)
    queue.merge(&whole, model.merges, generator: &generator)
    var end = 0
    let expected = zip(whole.tokens, whole.lengths).map { token, length in
      defer { end += Int(length) }
      return "\(token)@\(end)..<\(end + Int(length))"
    }
    #expect(try tokens(text, model) == expected)
  }

  // The rows below were made by Hugging Face's library.

  @Test("equal ranks merge from the left")
  func leftmostFirst() throws {
    let model = try Self.model(["a"], [("a", "a")])
    #expect(try tokens("aaaaa", model) == ["1@0..<2", "1@2..<4", "0@4..<5"])
  }

  @Test("of a merge that occurs twice the last one counts")
  func duplicateMerge() throws {
    let model = try Self.model(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "b")])
    #expect(try tokens("abc", model) == ["0@0..<1", "4@1..<3"])
  }

  @Test("unknown characters vanish without an unknown token, and later offsets shift")
  func vanishing() throws {
    let model = try Self.model(["a", "b"], [])
    #expect(try tokens("aéb", model) == ["0@0..<1", "1@1..<2"])
  }

  @Test("neighbouring unknown characters fuse when asked to")
  func fusing() throws {
    let single = try Self.model(["a", "?"], []) { $0.unknownToken = [UInt8(ascii: "?")] }
    #expect(try tokens("aéxa", single) == ["0@0..<1", "1@1..<3", "1@3..<4", "0@4..<5"])
    let fused = try Self.model(["a", "?"], []) {
      $0.unknownToken = [UInt8(ascii: "?")]
      $0.fusesUnknown = true
    }
    #expect(try tokens("aéxa", fused) == ["0@0..<1", "1@1..<4", "0@4..<5"])
  }

  @Test("bytes come out before an unknown character that stands before them")
  func byteFallbackOrder() throws {
    let model = try Self.model(["a", "b", "?", "<0xC3>", "<0xA8>"], []) {
      $0.unknownToken = [UInt8(ascii: "?")]
      $0.fallsBackToBytes = true
    }
    #expect(
      try tokens("aéèb", model) == ["0@0..<1", "3@1..<2", "4@2..<3", "2@3..<5", "1@5..<6"])
  }

  @Test("byte fallback spells out the suffix")
  func byteFallbackSuffix() throws {
    let bytes = ["<0xC3>", "<0xA9>", "<0x3C>", "<0x2F>", "<0x77>", "<0x3E>"]
    let model = try Self.model(["a"] + bytes, []) {
      $0.endOfWordSuffix = Array("</w>".utf8)
      $0.fallsBackToBytes = true
    }
    #expect(
      try tokens("aé", model) == [
        "0@0..<1", "1@1..<2", "2@2..<3", "3@3..<4", "4@4..<5", "5@5..<6", "6@6..<7",
      ])
  }

  @Test("tokens that share an id merge as one, in long pieces too", arguments: [1, 100])
  func sharedIDs(repeats: Int) throws {
    let vocabulary: Vocabulary = ["a": 0, "b": 1, "c": 1, "bb": 2]
    let model = try BPE(vocabulary: vocabulary, merges: [(Array("b".utf8), Array("b".utf8))])
    var encoder = model.makeEncoder()
    let text = String(repeating: "acb", count: repeats)
    #expect(
      try ids(text, &encoder) == Array(repeatElement([0, 2], count: repeats).joined()))
  }

  @Test("prefix and suffix mark the place of a character")
  func marks() throws {
    let model = try Self.model(
      ["a", "##a", "##a</w>", "a</w>"], [("a", "##a"), ("aa", "##a</w>")]
    ) {
      $0.continuingSubwordPrefix = Array("##".utf8)
      $0.endOfWordSuffix = Array("</w>".utf8)
    }
    #expect(try tokens("aaa", model) == ["5@0..<3"])
    #expect(try tokens("a", model) == ["3@0..<1"])
  }

  @Test("a piece in the vocabulary wins over merges when they are ignored")
  func ignoresMerges() throws {
    let plain = try Self.model(["a", "b", "c", "abc"], [("a", "b")])
    #expect(try tokens("abc", plain) == ["4@0..<2", "2@2..<3"])
    let ignoring = try Self.model(["a", "b", "c", "abc"], [("a", "b")]) { $0.ignoresMerges = true }
    #expect(try tokens("abc", ignoring) == ["3@0..<3"])
    #expect(try tokens("abcc", ignoring) == ["4@0..<2", "2@2..<3", "2@3..<4"])
  }

  @Test("dropout 1 merges nothing and does not ignore merges, dropout 0 is none")
  func dropoutEnds() throws {
    func model(_ dropout: Float) throws -> BPE {
      try Self.model(["a", "b", "ab"], [("a", "b")]) {
        $0.dropout = dropout
        $0.ignoresMerges = true
      }
    }
    #expect(try tokens("ab", model(1)) == ["0@0..<1", "1@1..<2"])
    #expect(try tokens("ab", model(0)) == ["2@0..<2"])
  }

  @Test("a seed decides what dropout passes over")
  func dropoutSeed() throws {
    func encode(seed: UInt64) throws -> [[String]] {
      let merges = [("a", "b"), ("ab", "ab"), ("abab", "abab")]
      let model = try Self.model(["a", "b"], merges) {
        $0.dropout = 0.5
        $0.dropoutSeed = seed
      }
      var encoder: any PieceEncoder = model.makeEncoder()
      return try (0..<50).map { _ in try tokens("abababab", &encoder) }
    }
    let first = try encode(seed: 1)
    #expect(try encode(seed: 1) == first)
    #expect(try encode(seed: 2) != first)
    #expect(Set(first).count > 5)
  }

  @Test("an unknown token that is not in the vocabulary is an error when it is needed")
  func missingUnknown() throws {
    let model = try Self.model(["a"], []) { $0.unknownToken = Array("<unk>".utf8) }
    #expect(try tokens("a", model) == ["0@0..<1"])
    #expect(
      errorMessage { () throws(TokenizerError) in try tokens("b", model) }
        == "BPE: Unk token `<unk>` not found in the vocabulary")
  }

  @Test("a million equal characters take no quadratic time")
  func longPiece() throws {
    let model = try Self.model(["a"], [("a", "a"), ("aa", "aa")])
    var encoder = model.makeEncoder()
    let text = String(repeating: "a", count: 100_001)
    #expect(try ids(text, &encoder).count == 25_001)
  }
}
