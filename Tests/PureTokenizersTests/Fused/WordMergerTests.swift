import Testing

@testable import PureTokenizers

/// Random merges of bytes, most of which no training would give: products before their parts, parts
/// of characters that merge with their neighbours first.
@Suite("Merging of words")
struct WordMergerTests {
  private static let characters: [Character] = ["a", " ", "é", "ö", "漢", "字", "満", "㶹", "𣩵", "😀"]

  /// The bytes of a text, each written as its character.
  private static func spelled(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.utf8.compactMap { Unicode.Scalar(ByteAlphabet.scalar(for: $0)) }))
  }

  /// Merges of the bytes of `characters`, some of which make whole characters first.
  private static func merges(using generator: inout SeededGenerator) -> [(String, String)] {
    var tokens = Set(characters.flatMap { spelled(String($0)).unicodeScalars.map { String($0) } })
      .sorted()
    var result: [(String, String)] = []
    for character in characters where Bool.random(using: &generator) {
      let bytes = spelled(String(character)).unicodeScalars.map { String($0) }
      guard bytes.count > 1 else { continue }
      var left = bytes[0]
      for right in bytes.dropFirst() {
        result.append((left, right))
        left += right
        tokens.append(left)
      }
    }
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      let left = tokens.randomElement(using: &generator) ?? ""
      let right = tokens.randomElement(using: &generator) ?? ""
      result.append((left, right))
      tokens.append(left + right)
    }
    let swaps = Int.random(in: 0...12, using: &generator)
    for _ in 0..<(result.isEmpty ? 0 : swaps) {
      result.swapAt(
        Int.random(in: 0..<result.count, using: &generator),
        Int.random(in: 0..<result.count, using: &generator))
    }
    return result
  }

  private static func fused(_ merges: [(String, String)]) throws -> FusedByteLevel {
    let bytes = (0...255).compactMap { Unicode.Scalar(ByteAlphabet.scalar(for: $0)) }
    let model = try BPETests.model(bytes.map { String($0) }, merges)
    return try #require(FusedByteLevel(model: model, grammar: .gpt2(separatesNumbers: false)))
  }

  @Test("gives what the definition gives, before and after shortcuts are made", arguments: 0..<60)
  func againstDefinition(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let merges = Self.merges(using: &generator)
    let fused = try Self.fused(merges)
    try #require(!fused.bytesMayVanish)
    var merger = WordMerger(fused)
    let vocabulary = fused.vocabulary
    for count in 0..<700 {
      let word = randomText(
        Self.characters, count: Int.random(in: 1...12, using: &generator), using: &generator)
      // In pieces as well: words may be cut anywhere.
      let bytes = Array(word.utf8).dropFirst(count % 7 == 0 ? Int.random(in: 0...2) : 0)
      guard count < 20 || count > 520 else {
        _ = merger.findIDs(of: bytes)
        continue
      }
      let characters = bytes.compactMap { Unicode.Scalar(ByteAlphabet.scalar(for: $0)) }
      let expected = NaiveBPE.tokens(
        String(String.UnicodeScalarView(characters)), merges: merges)
      let found = merger.findIDs(of: bytes)
      #expect(found != nil || bytes.count > ShortMerge.largestCount)
      guard let found else { continue }
      let tokens = merger.ids[..<found].map {
        String(decoding: vocabulary.bytes(of: $0) ?? [], as: UTF8.self)
      }
      #expect(tokens == expected, "seed \(seed), \(word)")
    }
  }

  @Test("characters are atoms where merges are in the order of training")
  func atoms() throws {
    let character = Self.spelled("漢").unicodeScalars.map { String($0) }
    let merges = [
      (character[0], character[1]), (character[0] + character[1], character[2]),
      (character.joined(), character.joined()), ("a", character[0]),
    ]
    let atoms = CharacterAtoms(try Self.fused(merges).model)
    for (text, index, isAtom) in [
      ("漢", 0, true), ("漢漢", 0, true), ("漢漢", 3, true), ("a漢", 1, true), ("漢字", 0, true),
      ("字漢", 0, false), ("a", 0, false),
    ] {
      let found = unsafe Array(text.utf8).withUnsafeBytes { unsafe atoms.atom(in: $0, at: index) }
      #expect((found != nil) == isAtom, "\(text) at \(index)")
    }
    let early = CharacterAtoms(try Self.fused([("a", character[0])] + merges.dropLast()).model)
    for (text, index, isAtom) in [("漢漢", 3, true), ("a漢", 1, false)] {
      let found = unsafe Array(text.utf8).withUnsafeBytes { unsafe early.atom(in: $0, at: index) }
      #expect((found != nil) == isAtom, "\(text) at \(index)")
    }
  }
}

extension WordMerger {
  fileprivate mutating func findIDs(of word: ArraySlice<UInt8>) -> Int? {
    unsafe word.withUnsafeBytes { unsafe findIDs(of: $0) }
  }
}
