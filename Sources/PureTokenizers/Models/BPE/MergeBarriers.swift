/// Places where a long piece can be cut without changing its tokens.
///
/// What merging makes is always a token of the vocabulary. So where two neighbouring characters
/// stand side by side in no token that a merge makes, nothing can ever merge across, and the two
/// parts can be tokenized on their own. A book without a pre-tokenizer falls into words that way,
/// which are merged one by one and found in the cache, instead of waiting in one great heap.
struct MergeBarriers: Sendable {
  private static let bitCount = 1 << 20

  /// A bit for each hashed pair of characters, set if a merge makes a token with such a pair.
  private var joined: [UInt64]

  /// Looks through all tokens that merges make.
  init(_ model: BPE) {
    joined = [UInt64](repeating: 0, count: Self.bitCount / 64)
    for product in model.merges.products {
      let range = model.vocabulary.range(at: Int(product))
      insertPairs(model.vocabulary.arena, range)
    }
  }

  private mutating func insertPairs(_ arena: [UInt8], _ range: Range<Int>) {
    var previous: UInt32?
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = arena.scalar(at: index)
      if let previous {
        let bit = Self.bit(previous, scalar.value)
        joined[bit / 64] |= 1 << UInt64(bit % 64)
      }
      previous = scalar.value
      index += Swift.max(scalar.length, 1)
    }
  }

  /// The end of the part of a piece that begins at `start`: the first barrier, or the end.
  ///
  /// Both characters at a barrier must be tokens of their own: unknown ones may fuse with their
  /// neighbours, become bytes or vanish, and one that shares its id merges as another would.
  func end(of text: [UInt8], from start: Int, to end: Int, model: BPE) -> Int {
    var index = start
    var previous: DecodedScalar?
    while index < end {
      let scalar = text.scalar(at: index)
      if let previous, !isJoined(previous.value, scalar.value),
        isToken(text, index - previous.length..<index, model),
        isToken(text, index..<Swift.min(index + scalar.length, end), model)
      {
        return index
      }
      previous = scalar
      index += scalar.length
    }
    return end
  }

  private func isToken(_ text: [UInt8], _ scalar: Range<Int>, _ model: BPE) -> Bool {
    let token = model.alphabet.token(text, scalar, in: model.vocabulary)
    return token != BPEAlphabet.none && !model.vocabulary.sharesID(at: Int(token))
  }

  @inline(__always)
  private func isJoined(_ left: UInt32, _ right: UInt32) -> Bool {
    let bit = Self.bit(left, right)
    return joined[bit / 64] & 1 << UInt64(bit % 64) != 0
  }

  @inline(__always)
  private static func bit(_ left: UInt32, _ right: UInt32) -> Int {
    let hash = (UInt64(left) &<< 21 | UInt64(right)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 44)
  }
}
