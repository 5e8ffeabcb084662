/// Cuts a piece into the tokens whose scores have the greatest sum.
///
///     a −1, b −1, ab −1.5:  "abb"  →  "ab" "b"
public struct Unigram: Model {
  /// The tokens, whose positions in the list are their ids.
  public let vocabulary: Vocabulary
  /// The score of each token: the logarithm of its probability.
  public let scores: [Double]
  /// The token for characters that no other token covers.
  public let unknownToken: TokenID?
  /// Whether a character that no token covers becomes its bytes, `<0xE2>`.
  public let fallsBackToBytes: Bool

  let trie: TokenTrie
  /// The scores by the places of the tokens in the trie: those of tokens with the same beginning
  /// lie together, and can be loaded before it is known which token it is.
  let scoresByPlace: [Double]
  /// What an unknown character scores.
  let unknownScore: Double
  /// The tokens `<0x00>` … `<0xFF>` by byte; empty without byte fallback.
  let byteTokens: [UInt32]

  /// A model of tokens and scores; of tokens that are listed twice, the later one counts.
  public init(
    _ tokens: [(bytes: [UInt8], score: Double)], unknownToken: TokenID? = nil,
    fallsBackToBytes: Bool = false
  ) throws(TokenizerError) {
    try self.init(
      vocabulary: Vocabulary(listing: tokens.lazy.map(\.bytes)), scores: tokens.map(\.score),
      unknownToken: unknownToken, fallsBackToBytes: fallsBackToBytes)
  }

  init(
    vocabulary: Vocabulary, scores: [Double], unknownToken: TokenID?, fallsBackToBytes: Bool
  ) throws(TokenizerError) {
    if let unknownToken, unknownToken >= vocabulary.count {
      throw .invalidFile(
        path: "model.unk_id",
        problem: "\(unknownToken) (the position of one of \(vocabulary.count) tokens)")
    }
    self.vocabulary = vocabulary
    self.scores = scores
    self.unknownToken = unknownToken
    self.fallsBackToBytes = fallsBackToBytes
    trie = TokenTrie(vocabulary)
    scoresByPlace = trie.keys.map { scores[Int($0.position)] }
    // The library of Hugging Face takes the worst score of all and ten more.
    unknownScore = (scores.min() ?? .infinity) - 10
    byteTokens = fallsBackToBytes ? Self.byteTokens(vocabulary) : []
  }

  private static func byteTokens(_ vocabulary: Vocabulary) -> [UInt32] {
    (UInt8.min...UInt8.max).map { byte in
      let position = vocabulary.position(of: BPEAlphabet.byteToken(byte))
      return position.map { UInt32(truncatingIfNeeded: $0) } ?? TokenTrie.none
    }
  }

  /// Scratch memory and a cache of words for one task at a time.
  public func makeEncoder() -> any PieceEncoder { UnigramEncoder(model: self) }
}
