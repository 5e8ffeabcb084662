import Testing

@testable import PureTokenizers

/// What stages say of seams holds for every text around them.
@Suite("Seams")
struct SeamTests {
  private static let alphabet: [Character] = [
    "a", "b", "'", "s", " ", " ", "\n", "\r", "1", "2", ".", "é", "\u{301}", "漢", "。", "🙂", "A",
    "\u{200D}", "가", "\u{A0}", "½", "-", "\u{AD}",
  ]
  static let expressions = [
    "'s|'t| ?[a-z]+| ?[0-9]+| ?[^\\sa-z0-9]+|\\s+(?!\\S)|\\s+", "\\s+", " {2,}", "a+?b|.",
    "[0-9]{1,3}",
    "ab|bc|a(?=b)|1.2", "\\w+|[^\\w\\s]+", "a|a b|a b1", "\\s*[\\r\\n]+|\\s+$|[^ ]",
    "(?i:'s|'t)?[A-Z]+[a-z]*",
    "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,2}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*",
  ]

  @Test("matches on both sides of a seam are those of each side", arguments: expressions)
  func patterns(_ expression: String) throws {
    let pattern = try PatternSource(regex: Array(expression.utf8))
    let seams = try #require(PatternSeams(pattern))
    var found = 0
    for text in Self.texts(seed: 3) {
      let whole = try Self.matches(of: pattern, in: text)
      for place in Self.places(in: text) {
        let (left, right) = Self.sides(of: text, at: place)
        guard let edge = SeamWindow(left: left, right: right).edge,
          !seams.joins(edge.left, edge.right)
        else { continue }
        found += 1
        let parts = try [
          Self.matches(of: pattern, in: left), Self.matches(of: pattern, in: right, at: place),
        ]
        #expect(whole == parts[0] + parts[1], "\(String(decoding: text, as: UTF8.self)) \(place)")
        #expect(
          !seams.alwaysMatches(edge.left) || parts[0].last?.upperBound == place)
        #expect(
          !seams.neverMatches(edge.right) || !whole.contains { $0.contains(place) })
      }
    }
    #expect(found > 300)
  }

  static let known: [any SeamedNormalizer] = {
    let spaces = try? PatternSource(regex: Array("\\s+".utf8))
    return [
      NFC(), NFD(), NFKC(), NFKD(), Lowercase(), StripAccents(), Nmt(), ByteLevelNormalizer(),
      BertNormalizer(), BertNormalizer(lowercase: false), Prepend(Array("▁".utf8)), Strip(),
      Replace(pattern: PatternSource(literal: Array("aa".utf8)), content: [0x2E]),
    ] + (spaces.map { [Replace(pattern: $0, content: [0x20])] } ?? [])
  }()

  @Test("what follows a seam is normalized alike behind every text", arguments: known.indices)
  func normalizers(_ number: Int) throws {
    let seams = try #require(Self.known[number].seams)
    var found = 0
    for text in Self.texts(seed: 4) {
      for place in Self.places(in: text) {
        let (left, right) = Self.sides(of: text, at: place)
        guard let edge = SeamWindow(left: left, right: right).edge,
          seams.separates(edge.left, edge.right)
        else { continue }
        var last: [UInt8] = []
        last.append(scalar: edge.left)
        found += 1
        let (whole, alone) = try (seams.normalized(text), seams.normalized(left))
        let (other, otherAlone) = try (
          seams.normalized(Array("b1".utf8) + last + right),
          seams.normalized(Array("b1".utf8) + last)
        )
        #expect(whole.starts(with: alone) && other.starts(with: otherAlone))
        #expect(
          whole.dropFirst(alone.count) == other.dropFirst(otherAlone.count),
          "\(String(decoding: text, as: UTF8.self)) \(place)")
      }
    }
    #expect(found > 300)
  }

  private static func texts(seed: UInt64) -> [[UInt8]] {
    var random = SeededGenerator(seed: seed)
    return (0..<150).map { _ in
      Array(
        randomText(alphabet, count: Int.random(in: 2...14, using: &random), using: &random).utf8)
    }
  }

  private static func places(in text: [UInt8]) -> [Int] {
    text.indices.dropFirst().filter { text[$0] & 0xC0 != 0x80 }
  }

  private static func sides(of text: [UInt8], at place: Int) -> ([UInt8], [UInt8]) {
    (Array(text[..<place]), Array(text[place...]))
  }

  private static func matches(
    of pattern: PatternSource, in text: [UInt8], at offset: Int = 0
  ) throws -> [Range<Int>] {
    var matches: [Range<Int>] = []
    try pattern.pattern.appendMatches(in: text, range: 0..<text.count, to: &matches)
    return matches.map { $0.lowerBound + offset..<$0.upperBound + offset }
  }
}
