/// Where pieces of a BPE model can be cut although no pre-tokenizer cuts them.
///
/// What merging makes is a token of the vocabulary, so nothing merges across a place where no
/// token has the two characters side by side, given that both begin as tokens of their own.
struct MergeSeams: Sendable {
  private let vocabulary: Vocabulary
  private let joined: BytePairs

  /// Nil when a model does more than to merge.
  init?(_ model: any Model) {
    guard let model = model as? BPE, model.productsArePlain, !model.options.dropsMerges,
      !model.options.ignoresMerges, (model.options.endOfWordSuffix ?? []).isEmpty,
      (model.options.continuingSubwordPrefix ?? []).isEmpty, model.vocabulary.sharesOnlyBytes,
      let joined = BytePairs(joinedIn: model.vocabulary)
    else { return nil }
    vocabulary = model.vocabulary
    self.joined = joined
  }

  /// Whether no token has both characters side by side.
  func separates(_ left: UInt32, _ right: UInt32) -> Bool {
    var (last, first): ([UInt8], [UInt8]) = ([], [])
    last.append(scalar: left)
    first.append(scalar: right)
    guard vocabulary.id(of: last) != nil, vocabulary.id(of: first) != nil else { return false }
    return !joined.contains(Self.byte(last, last.count - 1), Self.byte(first, 0))
  }

  /// The byte that stands for the character in `joined`, where ▁ is taken for a space.
  private static func byte(_ character: [UInt8], _ index: Int) -> UInt8 {
    character == ChunkPreparation.SpacePrefix.mark ? 0x20 : character[index]
  }
}
