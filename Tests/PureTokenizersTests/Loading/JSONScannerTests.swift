import Testing

@testable import PureTokenizers

/// What is JSON and what is not, decided as `serde_json` decides it.
@Suite struct JSONScannerTests {
  @Test("well-formed text is accepted", arguments: accepted)
  func accepts(_ text: String) throws {
    _ = try JSON(Array(text.utf8))
  }

  @Test("anything else is rejected, with the place and what would be right", arguments: rejected)
  func rejects(_ text: String, _ message: String) {
    #expect(Self.message(Array(text.utf8)) == message)
  }

  @Test("bytes that are not UTF-8 are rejected", arguments: notUTF8)
  func rejectsInvalidUTF8(_ bytes: [UInt8]) {
    let text = Array("[\"".utf8) + bytes + Array("\"]".utf8)
    #expect(Self.message(text) == "line 1, column 3: not UTF-8")
  }

  @Test("127 levels are accepted, more are not", arguments: [127, 128, 129, 1_000_000])
  func depth(_ levels: Int) {
    let arrays = Array(repeating: UInt8(ascii: "["), count: levels)
    let text = arrays + Array(repeating: UInt8(ascii: "]"), count: levels)
    let expected = "line 1, column 128: nested too deeply (at most 127 levels)"
    #expect(Self.message(text) == (levels == 127 ? nil : expected))
    #expect(Self.message(Array(String(repeating: "{\"a\":", count: levels).utf8)) != nil)
  }

  static func message(_ bytes: [UInt8]) -> String? {
    do {
      _ = try JSON(bytes)
      return nil
    } catch {
      return error.description
    }
  }

  static let accepted = [
    "null", " true ", "false", "\t\n\r []", "{}", "[[]]", "[{}]", "\"\"", "\"\u{7F}\"", "0", "-0",
    "-1", "10", "0.5", "-0.0", "1e5", "1E+2", "1.5e-3", "0e999", "1e-99999", "1e308",
    "123456789012345678901234567890", "[1,2 , 3]", "{\"a\":1,\"a\":2}", "{\"\":0}",
    "{ \"a\" : [ ] , \"b\" : { } }", #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\u00e9\u00E9""#,
    #""\ud83d\ude00""#, "\"é日😀\u{10FFFF}\u{FEFF}\"", #"{"\u0061":"\uFFFF"}"#,
  ]

  static let rejected = [
    ("", "line 1, column 1: unexpected end (a value)"),
    (" \n ", "line 2, column 2: unexpected end (a value)"),
    ("\u{FEFF}{}", "line 1, column 1: a byte order mark (plain UTF-8)"),
    ("{}x", "line 1, column 3: unexpected `x` (the end of the text)"),
    ("1 2", "line 1, column 3: unexpected `2` (the end of the text)"),
    ("[1,]", "line 1, column 4: unexpected `]` (a value)"),
    ("[,1]", "line 1, column 2: unexpected `,` (a value)"),
    ("[1 2]", "line 1, column 4: unexpected `2` (`,` or `]`)"),
    ("[1}", "line 1, column 3: unexpected `}` (`,` or `]`)"),
    ("[", "line 1, column 2: unexpected end (`]`)"),
    ("{\"a\":1,}", "line 1, column 8: unexpected `}` (a key in double quotes)"),
    ("{a:1}", "line 1, column 2: unexpected `a` (a key in double quotes)"),
    ("{'a':1}", "line 1, column 2: unexpected `'` (a key in double quotes)"),
    ("{1:1}", "line 1, column 2: unexpected `1` (a key in double quotes)"),
    ("{\"a\"}", "line 1, column 5: unexpected `}` (`:`)"),
    ("{\"a\":}", "line 1, column 6: unexpected `}` (a value)"),
    ("{\"a\":1]", "line 1, column 7: unexpected `]` (`,` or `}`)"),
    ("{\"a\" 1", "line 1, column 6: unexpected `1` (`:`)"),
    ("{\"a\":1 \"b\":2}", "line 1, column 8: unexpected `\"` (`,` or `}`)"),
    ("{\n  \"a\": tru\n}", "line 2, column 11: unexpected byte 10 (`true`)"),
    ("True", "line 1, column 1: unexpected `T` (a value)"),
    ("nul", "line 1, column 4: unexpected end (`null`)"),
    ("NaN", "line 1, column 1: unexpected `N` (a value)"),
    ("-Infinity", "line 1, column 2: unexpected `I` (a digit)"),
    ("/* a */ 1", "line 1, column 1: unexpected `/` (a value)"),
    ("\u{A0}1", "line 1, column 1: unexpected byte 194 (a value)"),
    ("+1", "line 1, column 1: unexpected `+` (a value)"),
    ("01", "line 1, column 2: a leading zero"),
    ("-01", "line 1, column 3: a leading zero"),
    ("-", "line 1, column 2: unexpected end (a digit)"),
    (".5", "line 1, column 1: unexpected `.` (a value)"),
    ("1.", "line 1, column 3: unexpected end (a digit)"),
    ("1.e5", "line 1, column 3: unexpected `e` (a digit)"),
    ("1e", "line 1, column 3: unexpected end (a digit)"),
    ("1e+", "line 1, column 4: unexpected end (a digit)"),
    ("0x1", "line 1, column 2: unexpected `x` (the end of the text)"),
    ("1e309", "line 1, column 6: a number out of range (at most about 1.8e308)"),
    ("-2e308", "line 1, column 7: a number out of range (at most about 1.8e308)"),
    ("\"a", "line 1, column 3: unexpected end (a closing quote)"),
    ("\"\\", "line 1, column 2: unexpected end (an escape)"),
    ("\"a\nb\"", "line 1, column 3: a control character in a string (an escape such as \\n)"),
    ("\"\u{0}\"", "line 1, column 2: a control character in a string (an escape such as \\n)"),
    (#""\x""#, #"line 1, column 3: unexpected `x` (one of \" \\ \/ \b \f \n \r \t \u)"#),
    (#""\u12g4""#, "line 1, column 6: unexpected `g` (four hexadecimal digits)"),
    (#""\u12"#, "line 1, column 6: unexpected end (four hexadecimal digits)"),
    (#""\ud800""#, "line 1, column 8: half of a surrogate pair (both halves)"),
    (#""\udc00""#, "line 1, column 8: half of a surrogate pair (both halves)"),
    (#""\ud800\u0041""#, "line 1, column 14: half of a surrogate pair (both halves)"),
  ]

  /// Stray continuation, overlong forms, a surrogate, beyond the last scalar, cut short.
  static let notUTF8: [[UInt8]] = [
    [0x80], [0xFF], [0xFE], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
    [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xF5, 0x80, 0x80, 0x80],
    [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xE2, 0x28, 0xA1], [0xF0, 0x9F, 0x28, 0x80],
  ]
}
