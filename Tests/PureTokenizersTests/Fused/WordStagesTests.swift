import Testing

@testable import PureTokenizers

/// Automata, stage after stage, cut as the pre-tokenizers do that they are made from.
@Suite struct WordStagesTests {
  private static let plain = ByteLevel(addPrefixSpace: false, usesRegex: false)
  private static let gpt2 = ByteLevel(addPrefixSpace: false)

  private static let sequences: [[any PreTokenizer]] =
    patterns.map { [split($0), plain] } + [
      [Digits(individualDigits: true), gpt2],
      [Digits(individualDigits: false), Punctuation(), gpt2],
      [
        Punctuation(behavior: .contiguous), gpt2, Digits(individualDigits: false),
        split("[0-9][0-9][0-9]"),
      ],
      DeepSeekGrammar.sources.map(split) + [plain],
      [split(#"[\r\n]"#), split(#"\s?\p{L}+"#), split(#"\s?\p{P}+"#), gpt2],
    ]

  private static let patterns = [
    #" ?[^(\s|[.,!?…。，、।۔،])]+"#, #"\w+|[^\w\s]+"#, #"a+b|a"#, #"(?i:straße|s)\s*?x?"#, #"\s+$|\S"#,
    #"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}+"#, #"(?=a)\p{L}{2,4}|(?!b).\n?"#,
  ]

  private static func split(_ pattern: String) -> Split {
    do throws(TokenizerError) {
      return Split(pattern: try PatternSource(regex: Array(pattern.utf8)), behavior: .isolated)
    } catch {
      Issue.record("\(pattern): \(error)")
      return Split(pattern: PatternSource(literal: []), behavior: .isolated)
    }
  }

  @Test("automata cut as their stages do", arguments: sequences.indices)
  func stagesMatch(index: Int) throws {
    let sequence = PreTokenizerSequence(Self.sequences[index])
    guard let plan = ByteLevelPlan(sequence) else {
      #expect(index == 5, "no automaton for \(index)")
      return
    }
    if index == Self.patterns.count + 3 {
      guard case .deepSeek = plan.grammar else {
        Issue.record("DeepSeek's stages are not recognised")
        return
      }
    }
    for seed in 0..<1000 {
      let text = WordScannerTests.text(seed: UInt64(seed))
      #expect(
        WordScannerTests.starts(plan.grammar, text) == (try Self.starts(sequence, text)),
        "\(index), seed \(seed): \(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }

  /// Where pieces begin in the text, whose bytes are characters in the end.
  private static func starts(_ stage: any PreTokenizer, _ text: [UInt8]) throws -> [Int] {
    var pieces = Pieces(TextBuffer(original: text, tracksOrigins: false))
    try stage.split(&pieces)
    var place = 0
    return pieces.elements.map { piece in
      let characters = pieces.text.bytes[piece.range].filter { $0 & 0xC0 != 0x80 }
      defer { place += characters.count }
      return place
    }
  }

  @Test("a match that is sought again and again is found in time that grows with the text")
  func longMatches() throws {
    let automaton = try #require(WordAutomaton(Array("a+b|a".utf8)))
    let stages = try #require(WordStages([automaton]))
    let text = [UInt8](repeating: 0x61, count: 300_000)
    #expect(WordScannerTests.starts(.stages(stages), text) == Array(0..<300_000))
  }

  @Test("an expression whose states take too many steps to find has no automaton")
  func largestWork() throws {
    let letters = "|a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t"
    let harmless = try RegexNode(lowering: Array(("(?:[a-z]{1,20}){1,2}!" + letters).utf8))
    #expect(WordAutomaton(harmless) != nil)
    let costly = try RegexNode(lowering: Array(("(?:[a-z]{1,20}){1,12}!" + letters).utf8))
    #expect(WordAutomaton(costly) == nil)
    // It is the steps that are too many, not the states.
    #expect(WordAutomaton(costly, largestWork: .max) != nil)
  }

  @Test(
    "an expression is recognised however it is written",
    arguments: [
      #"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
      #"(?:'s|'t|'re|'ve|'m|'l{2}|'d)| ?[\p{L}]{1,}| ?\p{N}\p{N}*|[ ]?[^\p{N}\s\p{L}]+|\s+(?![^\s])|\s+"#,
    ])
  func recognition(source: String) throws {
    let automaton = try #require(WordAutomaton(Array(source.utf8)))
    let gpt2 = try #require(WordAutomaton(Array(ByteLevel.source.utf8)))
    #expect(gpt2.isEqual(to: automaton))
    let other = source.replacing("ve", with: "va")
    #expect(!gpt2.isEqual(to: try #require(WordAutomaton(Array(other.utf8)))))
  }
}
