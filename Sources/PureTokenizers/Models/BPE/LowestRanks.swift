/// For each token that a character begins or ends with the lowest rank of all merges that it is the
/// right or the left side of, apart for the two kinds of byte that can stand on the other side of the
/// border: 0 for ASCII, 1 for others.
struct LowestRanks {
  private var rights: [UInt32]
  private var lefts: [UInt32]

  init(_ model: BPE, of characters: [MergedCharacter]) {
    let vocabulary = model.vocabulary
    var isPart = [Bool](repeating: false, count: vocabulary.count)
    for character in characters {
      for part in [character.lefts.0, character.lefts.1, character.lefts.2] {
        isPart[Int(part)] = true
      }
      for part in [character.rights.0, character.rights.1] { isPart[Int(part)] = true }
    }
    var rights = [UInt32](repeating: MergeTable.noRank, count: 2 * vocabulary.count)
    var lefts = rights
    model.merges.forEach { left, right, rank in
      if isPart[right] {
        for kind in Self.lastKinds(vocabulary, left) {
          rights[2 * right + kind] = min(rights[2 * right + kind], rank)
        }
      }
      if isPart[left] {
        for kind in Self.firstKinds(vocabulary, right) {
          lefts[2 * left + kind] = min(lefts[2 * left + kind], rank)
        }
      }
    }
    (self.rights, self.lefts) = (rights, lefts)
  }

  /// The lowest rank of a merge of something that ends with such a byte and one of `tokens`.
  func asRight(of tokens: (UInt32, UInt32, UInt32), _ kind: Int) -> UInt32 {
    min(
      rights[2 * Int(tokens.0) + kind], rights[2 * Int(tokens.1) + kind],
      rights[2 * Int(tokens.2) + kind])
  }

  /// The lowest rank of a merge of one of `tokens` and something that begins with such a byte.
  func asLeft(of tokens: (UInt32, UInt32, UInt32), _ kind: Int) -> UInt32 {
    min(
      lefts[2 * Int(tokens.0) + kind], lefts[2 * Int(tokens.1) + kind],
      lefts[2 * Int(tokens.2) + kind])
  }

  private static func firstKinds(_ vocabulary: Vocabulary, _ token: Int) -> ClosedRange<Int> {
    let range = vocabulary.range(at: token)
    return range.isEmpty ? 0...1 : kinds(vocabulary.arena.scalar(at: range.lowerBound).value)
  }

  private static func lastKinds(_ vocabulary: Vocabulary, _ token: Int) -> ClosedRange<Int> {
    let range = vocabulary.range(at: token)
    var start = range.upperBound - 1
    while start >= range.lowerBound, vocabulary.arena[start] & 0xC0 == 0x80 { start -= 1 }
    return start < range.lowerBound ? 0...1 : kinds(vocabulary.arena.scalar(at: start).value)
  }

  /// The kind of the byte that a character stands for; both where it stands for none.
  private static func kinds(_ character: UInt32) -> ClosedRange<Int> {
    guard let byte = ByteAlphabet.byte(for: character) else { return 0...1 }
    return byte < 0x80 ? 0...0 : 1...1
  }
}
