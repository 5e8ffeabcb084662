import Testing

@testable import PureTokenizers

@Suite("Regular expressions on long texts")
struct RegexWorstCaseTests {
  static let patterns = [
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"#
      + #"|\s*[\r\n]+|\s+(?!\S)|\s+"#,
    #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t)?"#
      + #"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t)?"#
      + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
    #"(?=(\d{3})+(?!\d))"#, #"\d{1,3}(?=(?:\d{3})*\b)"#, #"\s{512}(?!\S)|\s+(?!\S)|\s"#,
    #"(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+"#, #"\s+$"#, #" +▁"#, #"(?:a|a)*b"#, #"(a*)*b"#,
    #"(?:ab)+c"#, #".*?x"#, #"\p{L}++\d"#, #"(?=\p{L}*\d)\p{L}"#, #"(?<=\s*x)y"#,
  ]

  @Test("time is proportional to the text", arguments: patterns)
  func longTexts(source: String) throws {
    let pattern = try RegexPattern(source)
    for unit in ["a", " ", "\n", "1", "A", ".", "中", "\u{301}", "ab", " \n", "aA"] {
      let text = String(repeating: unit, count: 10_000)
      _ = try pattern.matches(in: text)
    }
  }

  @Test("a megabyte of spaces and of newlines is done at once")
  func megabytes() throws {
    let pattern = try RegexPattern(Self.patterns[1])
    let spaces = String(repeating: " ", count: 1_000_000)
    #expect(try pattern.matches(in: spaces) == [0..<1_000_000])
    #expect(try pattern.matches(in: spaces + "x") == [0..<999_999, 999_999..<1_000_001])
    let newlines = String(repeating: "\n", count: 1_000_000)
    #expect(try pattern.matches(in: newlines) == [0..<1_000_000])
  }

  @Test(
    "a text on which every attempt takes long is an error, though no single one takes too long",
    arguments: [#"(a|b)*\1\1\1c"#, #"(?=(a+))a*b\1"#])
  func manyAttempts(source: String) throws {
    let pattern = try RegexPattern(source)
    #expect(throws: TokenizerError.patternTooExpensive(pattern: source)) {
      let text = Array(repeating: UInt8(ascii: "a"), count: 5000) + [UInt8(ascii: "!")]
      _ = try pattern.matchesRememberingFailures(in: text, steps: 200_000)
    }
  }

  @Test("a loop written out a thousand times has no more steps than one of six rounds")
  func writtenOutLoops() throws {
    #expect(RegexLimits.stepsPerByte(remembering: 1000) == 384)
    #expect(RegexLimits.stepsPerByte(remembering: 1) == 128)
    let pattern = try RegexPattern(#"(?:.{0,50}){0,50}x"#)
    #expect(throws: TokenizerError.patternTooExpensive(pattern: #"(?:.{0,50}){0,50}x"#)) {
      let text = [UInt8](repeating: UInt8(ascii: "a"), count: 5000)
      _ = try pattern.matchesRememberingFailures(in: text, steps: 0)
    }
  }

  @Test("what cannot be bounded is an error")
  func tooExpensive() throws {
    let pattern = try RegexPattern(#"(x+x+)+\1y"#)
    #expect(throws: TokenizerError.patternTooExpensive(pattern: #"(x+x+)+\1y"#)) {
      let text = Array(repeating: UInt8(0x78), count: 60)
      _ = try pattern.matchesRememberingFailures(in: text, steps: 400_000)
    }
  }
}
