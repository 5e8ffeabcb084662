/// How a character comes about when its bytes are merged alone.
struct MergedCharacter {
  let scalar: UInt32
  /// The highest rank of its merges.
  let highest: UInt32
  /// The tokens that it begins with on the way, the last one being all of it.
  let lefts: (UInt32, UInt32, UInt32)
  /// Those that it ends with.
  let rights: (UInt32, UInt32, UInt32)

  /// Nil unless the bytes are one character, and merge to one token.
  init?(_ bytes: [UInt8], _ model: BPE) {
    guard let lead = bytes.first, bytes.count == (lead >= 0xE0 ? 3 : 2) else { return nil }
    scalar = bytes.dropFirst().reduce(UInt32(lead) & (lead >= 0xE0 ? 0x0F : 0x1F)) {
      $0 << 6 | UInt32($1 & 0x3F)
    }
    let (merges, tokens) = (model.merges, model.alphabet.byteCharacters)
    guard bytes.allSatisfy({ tokens[Int($0)] != BPEAlphabet.none }) else { return nil }
    let (first, last) = (tokens[Int(bytes[0])], tokens[Int(bytes[bytes.count - 1])])
    guard bytes.count == 3 else {
      guard let whole = merges.merged(first, last) else { return nil }
      (highest, lefts, rights) = (
        whole.rank, (first, first, whole.token), (last, last, whole.token)
      )
      return
    }
    let middle = tokens[Int(bytes[1])]
    if merges.rank(first, middle) <= merges.rank(middle, last) {
      guard let start = merges.merged(first, middle), let whole = merges.merged(start.token, last)
      else { return nil }
      highest = max(start.rank, whole.rank)
      (lefts, rights) = ((first, start.token, whole.token), (last, last, whole.token))
    } else {
      guard let end = merges.merged(middle, last), let whole = merges.merged(first, end.token)
      else { return nil }
      highest = max(end.rank, whole.rank)
      (lefts, rights) = ((first, first, whole.token), (last, end.token, whole.token))
    }
  }

  /// The token, and beside what it is safe.
  func atom(_ lowest: LowestRanks) -> UInt32 {
    guard lefts.2 < UInt32.max >> 4 else { return CharacterAtoms.none }
    var atom = lefts.2 << 4
    for kind in 0...1 {
      if lowest.asRight(of: lefts, kind) > highest { atom |= Neighbours.left << UInt32(kind) }
      if lowest.asLeft(of: rights, kind) > highest { atom |= Neighbours.right << UInt32(kind) }
    }
    return atom
  }
}
