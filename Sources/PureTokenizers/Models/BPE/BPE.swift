/// Byte-pair encoding: begins with the characters of a piece and merges neighbours, the pair of
/// the lowest rank first.
///
///     merges a+b, ab+c:  "abcab"  →  "abc" "ab"
public struct BPE: Model {
  /// The tokens.
  public let vocabulary: Vocabulary
  /// What happens beyond merging.
  public let options: BPEOptions
  let merges: MergeTable
  let alphabet: BPEAlphabet
  /// Whether every merge of a pair makes a token that no other pair in its place can make.
  ///
  /// Hugging Face asks of a queued merge whether the pair *now* in its place makes the same
  /// token, not whether it is the same pair. The difference shows only when ids are shared, when
  /// a blindly cut prefix makes different pairs spell the same token, or when a token is empty.
  let productsArePlain: Bool
  /// The bytes of the longest token.
  let longestToken: Int

  /// A model of `merges`, given in the order of their ranks.
  ///
  /// Both sides of a merge, and what they make, must be in the vocabulary. What they make is the
  /// left side and the right side without the length of `continuingSubwordPrefix`. Of a pair that
  /// occurs twice the last one counts.
  public init(
    vocabulary: Vocabulary, merges: [(left: [UInt8], right: [UInt8])],
    options: BPEOptions = BPEOptions()
  ) throws(TokenizerError) {
    var builder = try MergeTableBuilder(
      vocabulary: vocabulary, prefix: options.continuingSubwordPrefix, count: merges.count)
    for (position, merge) in merges.enumerated() {
      let middle = merge.left.count
      let text = merge.left + merge.right
      let sides = MergeText(left: 0..<middle, right: middle..<text.count, position: position)
      try builder.append([sides], in: text)
    }
    try self.init(vocabulary: vocabulary, merges: builder, options: options)
  }

  init(
    vocabulary: Vocabulary, merges: MergeTableBuilder, options: BPEOptions
  ) throws(TokenizerError) {
    if let dropout = options.dropout, !(0...1).contains(dropout) {
      throw .invalidFile(path: "model.dropout", problem: "\(dropout) (a number from 0 to 1)")
    }
    self.vocabulary = vocabulary
    self.options = options
    self.merges = merges.table
    alphabet = BPEAlphabet(vocabulary: vocabulary, options: options)
    longestToken = vocabulary.longestToken
    productsArePlain =
      merges.spellingsArePlain && (options.continuingSubwordPrefix ?? []).isEmpty
      && options.unknownToken != []
  }

  /// Scratch memory and a cache of words for one task at a time.
  public func makeEncoder() -> any PieceEncoder { BPEEncoder(model: self) }
}

/// What a BPE model does beyond merging.
public struct BPEOptions: Hashable, Sendable {
  /// The probability with which a merge is passed over, for training; nil or 0 for none.
  public var dropout: Float?
  /// Decides the random choices of dropout, for each encoder anew; nil for different ones each
  /// time. The choices are not those of Hugging Face's library, which cannot be seeded.
  public var dropoutSeed: UInt64?
  /// The token for characters that are not in the vocabulary. Without one they vanish.
  public var unknownToken: [UInt8]?
  /// What stands before every character of a piece but the first: `##`.
  public var continuingSubwordPrefix: [UInt8]?
  /// What stands after the last character of a piece: `</w>`.
  public var endOfWordSuffix: [UInt8]?
  /// Whether neighbouring unknown characters become one unknown token.
  public var fusesUnknown = false
  /// Whether a character that is not in the vocabulary becomes its bytes, `<0xE2>`.
  public var fallsBackToBytes = false
  /// Whether a piece that is in the vocabulary becomes that token, whatever merges would make.
  public var ignoresMerges = false

  /// No options: plain merging, and unknown characters vanish.
  public init() {}

  /// Whether merges are passed over at random.
  var dropsMerges: Bool { (dropout ?? 0) > 0 }
}
