import GoldenFiles
import Testing

@testable import PureTokenizers

@Suite("What is around every text")
struct EncodingFrameTests {
  private static let texts = [
    "", " ", "a", "Hello, world!", "né 東京 🙂",
    "[MASK] <s></s> <unk> <|end|> x", "\r\n\r\n  ok",
  ]

  @Test(
    "a text in a frame is what truncation that cuts nothing gives", arguments: SmallTokenizer.all)
  func frame(_ small: SmallTokenizer) throws {
    let tokenizer = try Tokenizer(contentsOf: small.path)
    for text in Self.texts {
      for special in [false, true] {
        let plain: Encoding
        do {
          plain = try tokenizer.encode(
            text, addSpecialTokens: special, truncation: .to(1 << 20), padding: .disabled)
        } catch { continue }
        let framed = try tokenizer.encode(
          text, addSpecialTokens: special, truncation: .disabled, padding: .disabled)
        try compare(framed, plain, "\(small) \(text)")
        guard !tokenizer.isShaped else { continue }
        try compare(tokenizer.encode(text, addSpecialTokens: special), plain, "\(small) \(text)")
      }
    }
  }

  private func compare(_ framed: Encoding, _ plain: Encoding, _ comment: Comment) throws {
    #expect(framed == plain, comment)
    let record = EncodingRecord(framed, offsets: .scalars)
    #expect(record.firstDifference(from: EncodingRecord(plain, offsets: .scalars)) == nil, comment)
    for position in -1...plain.count {
      #expect(framed.sequence(ofToken: position) == plain.sequence(ofToken: position), comment)
      #expect(framed.range(ofToken: position) == plain.range(ofToken: position), comment)
      #expect(framed.word(ofToken: position) == plain.word(ofToken: position), comment)
    }
    var changed = framed
    try changed.truncate(to: 2, stride: 1)
    var expected = plain
    try expected.truncate(to: 2, stride: 1)
    #expect(changed == expected, comment)
  }
}
