import Testing

@testable import PureTokenizers

/// What RFC 8259 asks of a reader, kind by kind as JSONTestSuite sorts it.
///
/// Where the RFC leaves a choice, ours is that of `serde_json`, because files are to load here
/// exactly when they load in Hugging Face's library.
@Suite struct JSONConformanceTests {
  @Test("everything that is JSON is accepted", arguments: JSONCases.accepted)
  func accepts(_ text: JSONCases.Text) throws { _ = try JSON(text.bytes) }

  @Test("nothing else is", arguments: JSONCases.rejected)
  func rejects(_ text: JSONCases.Text) {
    #expect(throws: TokenizerError.self) { try JSON(text.bytes) }
  }

  @Test("where there is a choice, it is serde_json's", arguments: JSONCases.free)
  func chooses(_ text: JSONCases.Text, isAccepted: Bool) {
    #expect((JSONScannerTests.message(text.bytes) == nil) == isAccepted)
  }

  @Test(
    "any depth is read on a stack of 512 KB: 127 levels, and more are an error",
    arguments: [127, 128, 129, 1_000_000])
  func depth(_ levels: Int) {
    let isAccepted = NestingTests.onSmallStack {
      let arrays = Array(String(repeating: "[", count: levels).utf8)
      let closing = Array(String(repeating: "]", count: levels).utf8)
      let objects = Array(String(repeating: "{\"a\":", count: levels).utf8)
      let ends = Array("1".utf8) + Array(String(repeating: "}", count: levels).utf8)
      let texts = [arrays + closing, arrays, objects + ends, objects]
      return texts.map { JSONScannerTests.message($0) == nil ? "y" : "n" }.joined()
    }
    #expect(isAccepted == (levels == 127 ? "ynyn" : "nnnn"))
  }

  @Test(
    "a pattern of any depth is read on a stack of 512 KB",
    arguments: [
      ("(?:a|", ")"), ("(", ")+"), ("(?=", ")"), ("[a", "]"), ("", "{1,2}"), ("(?>", ")*?"),
    ],
    [31, 33, 1_000_000])
  func patternDepth(_ ends: (String, String), _ levels: Int) {
    let problem = NestingTests.onSmallStack {
      let source =
        String(repeating: ends.0, count: levels) + "a" + String(repeating: ends.1, count: levels)
      return errorMessage { () throws(TokenizerError) in
        let split = Split(
          pattern: try PatternSource(regex: Array(source.utf8)), behavior: .isolated)
        let plan = ByteLevelPlan(
          PreTokenizerSequence([split, ByteLevel(addPrefixSpace: false, usesRegex: false)]))
        _ = plan?.grammar.starts(in: Array("aab".utf8))
        return try split.starts(in: Array("aab".utf8))
      }
    }
    if levels == 31 { #expect(problem == "no error") }
    if levels == 1_000_000 { #expect(problem != "no error") }
  }
}
