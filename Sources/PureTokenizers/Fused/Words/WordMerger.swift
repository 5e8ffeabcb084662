/// Finds the ids of a word by merging its bytes, or as a token where the model looks for one first.
struct WordMerger: Sendable {
  /// So many words are merged before a shortcut is made for the others.
  private static let patience = 256

  private let model: BPE
  private let shortcuts: MergeShortcuts?
  private let characters: [UInt32]
  /// The ids by position in the vocabulary, as `Vocabulary.ids`.
  private let tokenIDs: [TokenID]
  /// Whether a word that is a token stays whole.
  private let keepsTokens: Bool
  /// How many more words of ASCII, and of others, are merged without their shortcut.
  private var patience = (pairs: patience, atoms: patience)
  /// Empty until made.
  private var pairs: [UInt32] = []
  private var atoms: CharacterAtoms?
  private var merge = ShortMerge()
  private var spelling = [UInt8](repeating: 0, count: 2 * WordMerger.largestCount + 16)
  /// The ids of the word that `findIDs` was called for last, and whatever stands behind them.
  private(set) var ids = [TokenID](repeating: 0, count: ShortMerge.largestCount)

  /// The most bytes of a word.
  private static let largestCount = 128

  init(_ fused: FusedByteLevel) {
    model = fused.model
    shortcuts = fused.shortcuts
    characters = model.alphabet.byteSymbols
    tokenIDs = model.vocabulary.ids
    keepsTokens = model.options.ignoresMerges
  }

  /// Leaves the ids of a word in `ids`, and returns how many there are; nil for a word of too many
  /// symbols.
  mutating func findIDs(of word: UnsafeRawBufferPointer) -> Int? {
    guard word.count <= Self.largestCount else { return nil }
    if keepsTokens, let token = unsafe token(word) {
      ids[0] = token
      return 1
    }
    guard unsafe fill(word) else { return nil }
    var count = 0
    merge.merge(model.merges)
    merge.forEach { token, _ in
      ids[count] = tokenIDs.isEmpty ? token : tokenIDs[Int(token)]
      count &+= 1
    }
    return count
  }

  /// The id of the token that is the whole word.
  private mutating func token(_ word: UnsafeRawBufferPointer) -> TokenID? {
    guard word.count <= model.longestToken else { return nil }
    var length = 0
    unsafe spelling.withUnsafeMutableBytes { spelling in
      for index in 0..<word.count {
        // SAFETY: there is room for two bytes for each of the word's, which are at most 128.
        let character = unsafe ByteAlphabet.utf8[Int(word[index])]
        unsafe spelling.storeBytes(
          of: character.littleEndian, toByteOffset: length, as: UInt16.self)
        length &+= character > 0xFF ? 2 : 1
      }
    }
    return model.vocabulary.position(of: spelling, 0..<length).map { model.vocabulary.id(at: $0) }
  }

  /// Makes the bytes of a word, or its characters, the symbols to merge; false if they are too many.
  private mutating func fill(_ word: UnsafeRawBufferPointer) -> Bool {
    var bits: UInt8 = 0
    for index in 0..<word.count { unsafe bits |= word[index] }
    if bits >= 0x80, let atoms = characterAtoms() { return unsafe fill(word, atoms) }
    guard word.count <= ShortMerge.largestCount else { return false }
    prepareBytePairs()
    merge.removeAll()
    var previous = -1
    for index in 0..<word.count {
      let byte = unsafe Int(word[index])
      append(byte, after: previous)
      previous = byte
    }
    return true
  }

  private mutating func fill(_ word: UnsafeRawBufferPointer, _ atoms: CharacterAtoms) -> Bool {
    merge.removeAll()
    var (previous, index) = (-1, 0)
    while index < word.count {
      guard merge.count < ShortMerge.largestCount else { return false }
      if let (token, length) = unsafe atoms.atom(in: word, at: index) {
        merge.append(token, model.merges)
        previous = -1
        index &+= length
      } else {
        let byte = unsafe Int(word[index])
        append(byte, after: previous)
        previous = byte
        index &+= 1
      }
    }
    return true
  }

  /// Appends the symbol of a byte, `previous` being the byte before; -1 if that is no symbol.
  @inline(__always)
  private mutating func append(_ byte: Int, after previous: Int) {
    if previous >= 0, !pairs.isEmpty {
      merge.append(characters[byte], key: pairs[previous &<< 8 | byte])
    } else {
      merge.append(characters[byte], model.merges)
    }
  }

  @inline(__always)
  private mutating func prepareBytePairs() {
    guard patience.pairs >= 0 else { return }
    patience.pairs -= 1
    if patience.pairs < 0 { takeBytePairs() }
  }

  @inline(__always)
  private mutating func characterAtoms() -> CharacterAtoms? {
    if patience.atoms >= 0 {
      patience.atoms -= 1
      if patience.atoms < 0 { takeAtoms() }
    }
    return atoms
  }

  @inline(never)
  private mutating func takeBytePairs() {
    guard let shortcuts else { return }
    if let made = shortcuts.bytePairs() { pairs = made } else { patience.pairs = Self.patience }
  }

  @inline(never)
  private mutating func takeAtoms() {
    guard let shortcuts else { return }
    atoms = shortcuts.atoms()
    if atoms == nil { patience.atoms = Self.patience }
  }
}
