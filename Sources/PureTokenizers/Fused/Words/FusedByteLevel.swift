/// Byte-level BPE in one pass: cuts a text into words, and looks up what each word encodes to.
///
/// Stands for a byte-level pre-tokenizer and the model after it. Words are cut by a `WordCutter`
/// and found in a `WordTable` by their bytes as they are, so that on a hit nothing is rewritten;
/// words that have not been seen go through the plain model. It gives the plain stages' tokens,
/// because words are tokenized independently of each other.
struct FusedByteLevel: Model {
  /// The plain model, which tokenizes byte characters.
  let model: BPE
  let grammar: ByteLevelGrammar
  /// How many bytes of the text each token stands for, by id.
  let lengths: [UInt16]
  /// Whether the tokens of a word may cover fewer bytes than it has.
  let bytesMayVanish: Bool
  /// What makes merging of words shorter, where nothing speaks against it.
  let shortcuts: MergeShortcuts?

  var vocabulary: Vocabulary { model.vocabulary }

  /// Nil unless every byte is a token, or vanishes, and every token a run of bytes.
  init?(model: BPE, grammar: ByteLevelGrammar) {
    let options = model.options
    guard !options.dropsMerges, (options.continuingSubwordPrefix ?? []).isEmpty,
      (options.endOfWordSuffix ?? []).isEmpty, !options.fallsBackToBytes,
      model.alphabet.hasAllByteCharacters || model.alphabet.unknown == BPEAlphabet.none,
      let lengths = Self.lengths(model.vocabulary)
    else { return nil }
    self.model = model
    self.grammar = grammar
    self.lengths = lengths
    shortcuts = MergeShortcuts(model)
    bytesMayVanish = !model.alphabet.hasAllByteCharacters || !model.productsArePlain
  }

  /// Whether the tokens of this word may cover fewer bytes than it has.
  func mayLoseBytes(of word: UnsafeRawBufferPointer) -> Bool {
    guard bytesMayVanish else { return false }
    return unsafe !model.productsArePlain || !model.alphabet.hasCharacters(of: word)
  }

  /// The number of characters of each token, which are bytes of the text; by id.
  private static func lengths(_ vocabulary: Vocabulary) -> [UInt16]? {
    guard let largest = vocabulary.entries.last?.id, Int(largest) < 4 * vocabulary.count + 1024
    else { return nil }
    var lengths = [UInt16](repeating: 0, count: Int(largest) + 1)
    var areSmall = true
    vocabulary.forEachScalarCount { position, count in
      if count > UInt16.max { areSmall = false }
      lengths[Int(vocabulary.id(at: position))] = UInt16(truncatingIfNeeded: count)
    }
    return areSmall ? lengths : nil
  }

  func makeEncoder() -> any PieceEncoder { FusedByteLevelEncoder(self) }
}

/// The ways of cutting words that there are.
enum ByteLevelGrammar: Sendable {
  case gpt2(separatesNumbers: Bool)
  case cl100k(largestNumberGroup: Int, marksAreLetters: Bool)
  case cased(CasedGrammar)
  case deepSeek(DeepSeekGrammar)
  /// Whatever automata can do.
  case stages(WordStages)
}
