import Testing

@testable import PureTokenizers

@Suite("Matching added tokens")
struct AddedTokenMatcherTests {
  @Test("the matcher finds what trying every content everywhere finds", arguments: 1...40)
  func equalsNaive(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let contents = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
      Self.text(of: 1...Int.random(in: 1...9, using: &generator), &generator)
    }
    let matcher = AddedTokenMatcher(
      contents.enumerated().map { number, content in
        (content, Self.rule(TokenID(truncatingIfNeeded: number)))
      })
    for _ in 0..<20 {
      let text = Self.text(of: 0...60, &generator)
      let range = text.count / 4..<text.count
      var found: [String] = []
      matcher.forEachMatch(in: text, range: range) { found.append("\($1.id) \($0)") }
      #expect(found == Self.naive(contents, text, range), "seed \(seed)")
    }
  }

  @Test("contents of any length are found in one walk, as by walking a trie", arguments: 1...40)
  func backwardEqualsNaive(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let contents = Set(
      (0..<Int.random(in: 1...30, using: &generator)).map { _ in
        Self.text(of: 1...Int.random(in: 1...9, using: &generator), &generator)
      }
    ).sorted { $0.lexicographicallyPrecedes($1) }
    let matcher = BackwardMatcher(contents)
    for _ in 0..<20 {
      let text = Self.text(of: 0...60, &generator)
      let range = text.count / 4..<text.count
      let findings = matcher.findings(in: text, range: range)
      for position in range {
        let here = text[position...]
        let expected = contents.filter { here.starts(with: $0) }.max { $0.count < $1.count }
        #expect(findings[position].map { contents[$0] } == expected, "seed \(seed)")
      }
    }
  }

  @Test("a long content that nearly matches everywhere does not slow the search down")
  func longContents() {
    let long = [UInt8](repeating: 97, count: 20_000) + [98]
    let matcher = AddedTokenMatcher([(long, Self.rule(0)), ([97, 97], Self.rule(1))])
    let text = [UInt8](repeating: 97, count: 30_000) + [98, 97]
    var found: [Range<Int>] = []
    matcher.forEachMatch(in: text, range: 0..<text.count) { match, _ in found.append(match) }
    #expect(found.count == 5001)
    #expect(found.last == 10_000..<30_001)
  }

  private static func naive(_ contents: [[UInt8]], _ text: [UInt8], _ range: Range<Int>) -> [String]
  {
    var result: [String] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let here = text[position..<range.upperBound]
      let longest = contents.filter { here.starts(with: $0) }.max { $0.count < $1.count }
      if let longest, let number = contents.firstIndex(of: longest) {
        result.append("\(number) \(position..<position + longest.count)")
        position += longest.count
      } else {
        position += 1
      }
    }
    return result
  }

  @Test("twenty thousand contents are found in a long text in no time worth noticing")
  func manyContents() {
    let contents = (0..<20_000).map { Array("<extra_\($0)>".utf8) }
    let matcher = AddedTokenMatcher(
      contents.enumerated().map { ($1, Self.rule(TokenID(truncatingIfNeeded: $0))) })
    let text = Array(String(repeating: "<extra_19999> <extra_> ", count: 1000).utf8)
    var count = 0
    matcher.forEachMatch(in: text, range: 0..<text.count) { _, rule in
      if rule.id == 19999 { count += 1 }
    }
    #expect(count == 1000)
  }

  private static func rule(_ id: TokenID) -> AddedTokenMatcher.Rule {
    AddedTokenMatcher.Rule(AddedToken(""), id: id, isSpecial: false)
  }

  private static func text(
    of length: ClosedRange<Int>, _ generator: inout SeededGenerator
  ) -> [UInt8] {
    (0..<Int.random(in: length, using: &generator)).map { _ in
      UInt8.random(in: 97...99, using: &generator)
    }
  }
}
