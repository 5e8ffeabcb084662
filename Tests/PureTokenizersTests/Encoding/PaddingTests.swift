import Testing

@testable import PureTokenizers

@Suite("Padding")
struct PaddingTests {
  @Test("padding fills up as Hugging Face's does", arguments: TokenizerRow.all("padding.json"))
  func answers(_ row: TokenizerRow) throws { try row.check() }

  @Test("lengths that cannot be meant are errors before anything is filled up")
  func errors() throws {
    let letters = try letterTokenizer()
    func message(_ padding: Padding) -> String {
      errorMessage { () throws(TokenizerError) in try letters.encode("ab", padding: .to(padding)) }
    }
    #expect(
      message(Padding(strategy: .fixed(-1))) == "padding: the length -1 is negative (0 or more)")
    #expect(
      message(Padding(multiple: -4)) == "padding: the multiple -4 is negative (0 or more)")
    for padding in [
      Padding(strategy: .fixed(.max)), Padding(strategy: .fixed(.max), multiple: 2),
      Padding(multiple: .max), Padding(strategy: .fixed(1 << 27)),
      Padding(strategy: .fixed(1 << 22 + 1)), Padding(multiple: 1 << 22 + 1),
    ] {
      #expect(
        message(padding).hasSuffix("is too much (at most 4194304, and 67108864 added in all)"))
    }
  }

  @Test("the limit counts all encodings of a batch and their overflow")
  func limitOfAll() throws {
    var encoding = try letterTokenizer().encode("abcdefgh")
    try encoding.truncate(to: 1)
    var batch = Array(repeating: encoding, count: 10)
    let padding = Padding(strategy: .fixed(1 << 20))
    #expect(throws: TokenizerError.self) { try padding.apply(to: &batch) }
    #expect(batch.allSatisfy { $0.count == 1 })
  }

  @Test("a batch of nothing stays nothing")
  func emptyBatch() throws {
    var batch: [Encoding] = []
    try Padding(strategy: .fixed(5)).apply(to: &batch)
    #expect(batch.isEmpty)
  }
}
