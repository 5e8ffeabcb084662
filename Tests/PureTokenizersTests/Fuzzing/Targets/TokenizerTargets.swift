@testable import PureTokenizers

extension FuzzTarget {
  /// Which tokenizer, which options, and a text: plain stages and fused ones say the same.
  static let encode = FuzzTarget("encode") { input in
    var input = input
    let tokenizer = input.choice(of: FuzzTokenizer.all)
    let flags = input.byte()
    var options = EncodeOptions(
      addSpecialTokens: flags & 1 == 0, recognizesSpecialTokens: flags & 2 == 0)
    if flags & 4 != 0 {
      let length = input.byte() % 32
      options.truncation = .to(
        length, stride: input.byte() % 16, strategy: input.choice(of: [.longestFirst, .onlyFirst]),
        direction: flags & 8 == 0 ? .right : .left)
    }
    if flags & 16 != 0 { options.padding = .to(length: input.byte(), multiple: input.byte() % 9) }
    let pair = flags & 32 == 0 ? nil : EncodeInput.repairing(utf8: input.part())
    if flags & 64 != 0 {
      let words = String(decoding: input.text, as: UTF8.self).split(separator: "|").map(String.init)
      return tokenizer.problem(encoding: .words(words), pair: pair, options)
    }
    return tokenizer.problem(encoding: .repairing(utf8: input.bytes), pair: pair, options)
  }

  /// Which tokenizer, and ids of 16 bits: a stream that spares itself work says what one says that
  /// does not.
  static let decode = FuzzTarget("decode") { input in
    var input = input
    let tokenizer = input.choice(of: FuzzTokenizer.all)
    let skipsSpecial = input.byte() & 1 == 0
    let bytes = input.bytes
    let ids = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      let id = TokenID(bytes[index]) | TokenID(bytes[index + 1]) << 8
      // The vocabularies are small, and now and then an id is beyond all.
      return id == 0xFFFF ? TokenID.max : id >= 0xF000 ? id : id % 1100
    }
    return tokenizer.problem(decoding: ids, skipsSpecial: skipsSpecial)
  }

  /// A tokenizer.json: when it loads, plain and fused stages say the same, and it loads again as
  /// it is saved.
  static let loader = FuzzTarget("loader") { input in
    let tokenizer = try FuzzTokenizer(json: input.bytes)
    let options = EncodeOptions(padding: .disabled)
    for text in texts {
      if let problem = tokenizer.problem(encoding: .text(text), options) { return problem }
    }
    if let problem = tokenizer.problem(encoding: "a b", pair: ["c", "d"], options) {
      return problem
    }
    let saved = try tokenizer.fused.json(style: .compact)
    let again: Tokenizer
    do throws(TokenizerError) { again = try Tokenizer(json: saved) } catch {
      return "what is saved does not load: \(error)"
    }
    // Scores are read as Hugging Face reads them, which may change their last digit each time.
    guard !(again.pipeline.model is Unigram) else { return nil }
    return try again.json(style: .compact) == saved ? nil : "what is saved is not saved again"
  }

  private static let texts = [
    "", "a", "Hello, world!", "  don't  stop\n\n", "ab abab 12345 <s> [CLS] </s>", "é e\u{301} ﬁ ①",
    "漢字かな 한국어", "👩‍🚀🙂", "\u{0}\u{FEFF}\u{FFFD}\u{10FFFF}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  ]
}
