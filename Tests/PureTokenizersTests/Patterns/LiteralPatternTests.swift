import Testing

@testable import PureTokenizers

@Suite("Literal patterns")
struct LiteralPatternTests {
  @Test(
    "a literal is found as its regular expression is",
    arguments: ["", "a", "aa", "aab", "abab", "é", "aabaaa"])
  func equalsRegex(_ literal: String) throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let letters = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
        ["a", "a", "b", "é"].randomElement(using: &generator) ?? ""
      }
      let text = Array(("xx" + letters.joined()).utf8)
      var found: [Range<Int>] = []
      var expected: [Range<Int>] = []
      LiteralPattern(Array(literal.utf8)).appendMatches(in: text, range: 2..<text.count, to: &found)
      try RegexPattern(literal).appendMatches(in: text, range: 2..<text.count, to: &expected)
      #expect(found == expected, "\(literal) in \(letters)")
    }
  }

  @Test("scalars of a set are found one by one, or as runs")
  func scalarSets() {
    let text = Array("a  é \u{3000}b ".utf8)
    var scalars: [Range<Int>] = []
    var runs: [Range<Int>] = []
    ScalarSetPattern(.whitespace).appendMatches(in: text, range: 0..<text.count, to: &scalars)
    ScalarSetPattern(.whitespace, unit: .run)
      .appendMatches(in: text, range: 0..<text.count, to: &runs)
    #expect(scalars == [1..<2, 2..<3, 5..<6, 6..<9, 10..<11])
    #expect(runs == [1..<3, 5..<9, 10..<11])
  }
}
