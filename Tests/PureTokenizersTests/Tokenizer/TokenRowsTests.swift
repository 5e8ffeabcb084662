import Testing

@testable import PureTokenizers

@Suite struct TokenRowsTests {
  private let texts = ["a b", "", "b", "ab a", "b b b"]

  private func tokenizer(_ more: String = "") throws -> Tokenizer {
    let json = """
      {"pre_tokenizer": {"type": "Whitespace"}, \(more)
       "model": {"type": "WordLevel", "vocab": {"a": 0, "b": 1, "[U]": 2}, "unk_token": "[U]"}}
      """
    return try Tokenizer(json: Array(json.utf8))
  }

  @Test(arguments: [nil, 1, 2, 5, 100])
  func rowsAreTheIDsOfTheTextsInOrderOnAnyNumberOfThreads(threads: Int?) throws {
    let tokenizer = try tokenizer()
    let rows = try tokenizer.idRows(of: texts.map { .text($0) }, threads: threads)
    #expect(rows.map(Array.init) == [[0, 1], [], [1], [2, 0], [1, 1, 1]])
    #expect(rows.ids == [0, 1, 1, 2, 0, 1, 1, 1])
    #expect(rows.ends == [2, 2, 3, 5, 8])
  }

  @Test func paddedRowsAreAsLongAsTheLongest() throws {
    let padding = """
      "padding": {"strategy": "BatchLongest", "direction": "Right", "pad_to_multiple_of": null,
        "pad_id": 7, "pad_type_id": 0, "pad_token": "[P]"},
      """
    let rows = try tokenizer(padding).idRows(of: texts.map { .text($0) })
    #expect(rows.map(Array.init) == [[0, 1, 7], [7, 7, 7], [1, 7, 7], [2, 0, 7], [1, 1, 1]])
  }

  @Test func noTextsAreNoRows() throws {
    let rows = try tokenizer().idRows(of: [])
    #expect(rows.isEmpty && rows.ids.isEmpty)
  }
}
