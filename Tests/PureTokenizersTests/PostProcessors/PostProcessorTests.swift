import Testing

@testable import PureTokenizers

@Suite("Post-processors")
struct PostProcessorTests {
  @Test(
    "post-processors do what Hugging Face's do, overflow included",
    arguments: TokenizerRow.all("post_processors.json"))
  func answers(_ row: TokenizerRow) throws { try row.check() }

  @Test("what cannot be processed is said in a sentence")
  func errors() throws {
    let unknown = TemplateProcessing(
      single: [.special(Array("[BOS]".utf8), typeID: 0)], pair: [.sequence(2, typeID: 0)],
      specialTokens: [])
    let one = [Encoding()]
    #expect(
      errorMessage { () throws(TokenizerError) in
        try unknown.process(one, addSpecialTokens: true)
      } == "post-processor: the special token [BOS] is not among special_tokens")
    #expect(
      errorMessage { () throws(TokenizerError) in
        try unknown.process(one + one, addSpecialTokens: true)
      } == "post-processor: the template for one text names a second one (only $A)")
    #expect(
      errorMessage { () throws(TokenizerError) in
        try unknown.process(one + one + one, addSpecialTokens: true)
      } == "post-processor: a template cannot follow a post-processor that made 3 parts")
  }

  @Test("a post-processor of one's own needs no arrangement")
  func ownPostProcessor() throws {
    struct Reversing: PostProcessor {
      func addedTokenCount(isPair: Bool) -> Int { 0 }
      func process(
        _ encodings: consuming [Encoding], addSpecialTokens: Bool
      ) throws(TokenizerError) -> [Encoding] { encodings.reversed() }
    }
    let letters = try letterTokenizer()
    let tokenizer = Tokenizer(
      pipeline: try Pipeline(
        preTokenizer: letters.pipeline.preTokenizer, model: letters.pipeline.model,
        postProcessor: Reversing()))
    let encoding = try tokenizer.encode("ab", pair: "c")
    #expect(encoding.tokens == ["c", "a", "b"])
    #expect(encoding.sequenceIDs == [1, 0, 0])
    var ids: [TokenID] = []
    try tokenizer.appendIDs(of: "ab", pair: "c", to: &ids)
    #expect(ids == encoding.ids)
  }
}
