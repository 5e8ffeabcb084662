/// What makes merging the words of a byte-level tokenizer shorter, for all its encoders.
///
/// Each part takes a millisecond or so to make, so it is made when an encoder has merged so many words
/// that it pays.
final class MergeShortcuts: Sendable {
  private let model: BPE
  private let made = Lock<(pairs: [UInt32], atoms: CharacterAtoms?)>(([], nil))

  /// Shortcuts of a model that has a token for every byte, no two of which share an id.
  init?(_ model: BPE) {
    guard model.alphabet.hasAllByteCharacters, model.productsArePlain,
      !model.vocabulary.hasSharedIDs
    else { return nil }
    self.model = model
  }

  /// The keys of `ShortMerge` for all pairs of bytes; the left byte is the upper one of an index.
  ///
  /// Half of all looks for a pair are for one of bytes, a few hundred of which come again and again.
  func bytePairs() -> [UInt32] {
    made.withLock { made in
      if made.pairs.isEmpty { made.pairs = Self.bytePairs(model) }
      return made.pairs
    }
  }

  /// The characters that a word may begin as.
  func atoms() -> CharacterAtoms {
    made.withLock { made in
      let atoms = made.atoms ?? CharacterAtoms(model)
      made.atoms = atoms
      return atoms
    }
  }

  private static func bytePairs(_ model: BPE) -> [UInt32] {
    var bytes = [Int](repeating: -1, count: model.vocabulary.count)
    for (byte, token) in model.alphabet.byteCharacters.enumerated() { bytes[Int(token)] = byte }
    var keys = [UInt32](repeating: ShortMerge.noKey, count: 0x10000)
    model.merges.forEach { left, right, rank in
      let (first, second) = (bytes[left], bytes[right])
      if first | second >= 0 { keys[first << 8 | second] = ShortMerge.key(rank) }
    }
    return keys
  }
}
