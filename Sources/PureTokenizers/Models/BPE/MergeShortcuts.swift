/// What makes merging the words of a byte-level tokenizer shorter, for all its encoders.
///
/// Each part takes a millisecond or some to make, so it is made when an encoder has merged so many
/// words that it pays. Nobody waits for another who is making it, a child after `fork` least of all,
/// in which that other may be gone: then nil is given, and words are merged without for a while.
final class MergeShortcuts: Sendable {
  private let model: BPE
  private let made = Lock<(pairs: [UInt32], atoms: CharacterAtoms?)>(([], nil))

  /// Shortcuts of a model no two tokens of which share an id; for words all of whose bytes are
  /// tokens.
  init?(_ model: BPE) {
    guard model.productsArePlain, !model.vocabulary.hasSharedIDs else { return nil }
    self.model = model
  }

  /// The keys of `ShortMerge` for all pairs of bytes; the left byte is the upper one of an index.
  func bytePairs() -> [UInt32]? {
    var result: [UInt32]?
    _ = made.withLockIfFree { made in
      if made.pairs.isEmpty { made.pairs = Self.bytePairs(model) }
      result = made.pairs
    }
    return result
  }

  /// The characters that a word may begin as.
  func atoms() -> CharacterAtoms? {
    var result: CharacterAtoms?
    _ = made.withLockIfFree { made in
      result = made.atoms ?? CharacterAtoms(model)
      made.atoms = result
    }
    return result
  }

  private static func bytePairs(_ model: BPE) -> [UInt32] {
    var bytes = [Int](repeating: -1, count: model.vocabulary.count)
    for (byte, token) in model.alphabet.byteCharacters.enumerated()
    where token != BPEAlphabet.none {
      bytes[Int(token)] = byte
    }
    var keys = [UInt32](repeating: ShortMerge.noKey, count: 0x10000)
    model.merges.forEach { left, right, rank in
      let (first, second) = (bytes[left], bytes[right])
      if first | second >= 0 { keys[first << 8 | second] = ShortMerge.key(rank) }
    }
    return keys
  }
}
