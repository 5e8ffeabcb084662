import Foundation
import Testing

@testable import PureTokenizers

@Suite("Regular expressions")
struct RegexTests {
  @Test("patterns match what Hugging Face's engine matches, remembering failures or not")
  func fixtures() throws {
    let fixture = try RegexFixture.load()
    #expect(fixture.accepted.count > 500)
    for entry in fixture.accepted {
      let pattern = try RegexPattern(entry.pattern)
      for row in entry.rows {
        let matches = try pattern.matches(in: row.text)
        let remembered = try pattern.matchesRememberingFailures(in: Array(row.text.utf8))
        #expect(remembered == matches, "\(entry.pattern) in \(row.text.debugDescription)")
        let found = matches.filter { !$0.isEmpty }.map { row.text.scalarRange($0) }
        #expect(found == row.ranges, "\(entry.pattern) in \(row.text.debugDescription)")
        let replaced = row.text.replacing(matches, with: "\u{E000}")
        #expect(replaced == row.replaced, "\(entry.pattern) in \(row.text.debugDescription)")
      }
    }
  }

  @Test("patterns that Hugging Face refuses are refused, in the same words")
  func rejected() throws {
    for (pattern, problem) in try RegexFixture.load().rejected {
      let found = Self.problem(pattern) ?? "nothing"
      #expect(found.hasPrefix(problem.replacing(". (use name)", with: "")), "\(pattern): \(found)")
    }
  }

  @Test(
    "an error says what was wrong, what would be right, and where",
    arguments: [
      (
        "a(b",
        "end pattern with unmatched parenthesis (\\( is a literal parenthesis), at character 3"
      ),
      ("a)", "unmatched close parenthesis (\\) is a literal parenthesis), at character 2"),
      (
        "a|*",
        "target of repeat operator is not specified (\\*, \\+ and \\? are literal), at character 3"
      ),
      ("[z-a]", "empty range in char class (the lower end comes first), at character 4"),
      (
        "\\p{Klingon}",
        "invalid character property name {Klingon} (as in \\p{L}, \\p{Han} or \\p{Alphabetic}), at character 11"
      ),
      ("x{100001}", "too big number for repeat range (at most 100000), at character 8"),
      (
        "(?<=(?=a))b",
        "invalid pattern in look-behind (no captures in (?<!…), no look-ahead, at most 65535 long)"
      ),
      (
        "\\g<1>(a)",
        "subexpression calls are not supported (a pattern without them), at character 2"
      ),
      ("(?~a)", "absent groups are not supported (a pattern without them), at character 3"),
      (
        String(repeating: "(", count: 33),
        "parse depth limit over (at most 32 levels of nesting), at character 33"
      ),
    ])
  func messages(pattern: String, message: String) {
    #expect(Self.problem(pattern) == message)
  }

  @Test("text outside of the range is not seen")
  func ranges() throws {
    let bytes = Array("xaay".utf8)
    var matches: [Range<Int>] = []
    try RegexPattern("(?<!x)a|^a|a$").appendMatches(in: bytes, range: 1..<3, to: &matches)
    #expect(matches == [1..<2, 2..<3])
  }

  @Test("an empty match ends the search only at the end of the text")
  func emptyMatches() throws {
    #expect(try RegexPattern("\\d*").matches(in: "a1bbb2") == [0..<0, 1..<2, 3..<3, 4..<4, 5..<6])
    #expect(try RegexPattern("").matches(in: "é") == [0..<0, 2..<2])
    #expect(try RegexPattern("x*").matches(in: "") == [0..<0])
  }

  static func problem(_ pattern: String) -> String? {
    do throws(TokenizerError) {
      _ = try RegexPattern(pattern)
      return nil
    } catch .invalidFile(path: "", let problem) {
      return problem
    } catch {
      return "\(error)"
    }
  }
}

extension RegexPattern {
  func matches(in text: String) throws -> [Range<Int>] {
    var matches: [Range<Int>] = []
    let bytes = Array(text.utf8)
    try appendMatches(in: bytes, range: 0..<bytes.count, to: &matches)
    return matches
  }
}

extension String {
  /// Byte offsets as scalar offsets.
  fileprivate func scalarRange(_ range: Range<Int>) -> [Int] {
    [range.lowerBound, range.upperBound].map { offset in
      unicodeScalars.distance(
        from: startIndex, to: utf8.index(startIndex, offsetBy: offset))
    }
  }

  fileprivate func replacing(_ matches: [Range<Int>], with mark: String) -> String {
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var place = 0
    for match in matches {
      result += bytes[place..<match.lowerBound] + mark.utf8
      place = match.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }
}
