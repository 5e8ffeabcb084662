import Testing

@testable import PureTokenizers

@Suite("Truncation")
struct TruncationTests {
  @Test("truncation cuts as Hugging Face's does", arguments: TokenizerRow.all("truncation.json"))
  func answers(_ row: TokenizerRow) throws { try row.check() }

  @Test("windows cover all tokens and share the stride", arguments: [1, 2, 3, 7, 20], [0, 1, 2])
  func windows(_ length: Int, _ stride: Int) throws {
    guard stride < length else { return }
    for direction in Truncation.Direction.allCases {
      var encoding = try letterTokenizer().encode("abcdefghijklmnopq")
      let whole = encoding.ids
      try encoding.truncate(to: length, stride: stride, direction: direction)
      var parts = [encoding] + encoding.overflowing
      if direction == .left { parts.reverse() }
      var joined = parts[0].ids
      for part in parts.dropFirst() {
        let shared = direction == .left ? joined.count + part.count - whole.count : stride
        joined += part.ids.dropFirst(part.ids.starts(with: joined.suffix(stride)) ? stride : shared)
      }
      #expect(joined == whole, "\(length) \(stride) \(direction)")
      #expect(parts.allSatisfy { $0.count <= length })
    }
  }

  @Test("what cannot be cut is said in a sentence")
  func errors() throws {
    let letters = try letterTokenizer()
    func message(_ truncation: Truncation, pair: String? = nil) -> String {
      errorMessage { () throws(TokenizerError) in
        try letters.encode("abcd", pair: pair, truncation: .to(truncation))
      }
    }
    #expect(
      message(Truncation(maxLength: 2, stride: 2))
        == "truncation: stride 2 leaves no progress in windows of 2 tokens "
        + "(less than the window, special tokens not counted)")
    #expect(
      message(Truncation(maxLength: 2, stride: 3))
        == "truncation: stride 3 is more than the 2 tokens that remain of maxLength 2 beside "
        + "0 special tokens (a smaller stride)")
    #expect(
      message(Truncation(maxLength: -1)) == "truncation: maxLength -1 is negative (0 or more)")
    #expect(
      message(Truncation(maxLength: 1, stride: -1))
        == "truncation: stride -1 is negative (0 or more)")
    #expect(
      message(Truncation(maxLength: 2, strategy: .onlySecond))
        == "truncation: there is no second text to cut")
    #expect(
      message(Truncation(maxLength: 2, strategy: .onlySecond), pair: "ab")
        == "truncation: the text to cut has 2 tokens, but 4 must go (a larger maxLength, "
        + "or the strategy longestFirst)")
  }

  @Test("lengths near the largest number cut nothing and do no harm")
  func extremeLengths() throws {
    let letters = try letterTokenizer(postProcessor: bertProcessing)
    for strategy in Truncation.Strategy.allCases {
      for stride in [0, 1, Int.max - 2, Int.max] {
        let truncation = Truncation(maxLength: Int.max, stride: stride, strategy: strategy)
        let result = Result { () throws(TokenizerError) in
          try letters.encode("abc", pair: "de", truncation: .to(truncation))
        }
        guard case .success(let encoding) = result else { continue }
        #expect(encoding.count == 8)
      }
    }
  }

  @Test("overflow that would fill the memory is an error before it is made")
  func budget() throws {
    let letters = try letterTokenizer()
    let text = String(repeating: "a", count: 20_000)
    let long = Truncation(maxLength: 10_000, stride: 9_999)
    #expect(throws: TokenizerError.self) { try letters.encode(text, truncation: .to(long)) }
    let pair = Truncation(maxLength: 4)
    #expect(throws: TokenizerError.self) {
      try letters.encode(text, pair: text, truncation: .to(pair))
    }
  }
}
