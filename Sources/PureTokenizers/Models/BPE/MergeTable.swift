/// The merges of a BPE model: from two neighbouring tokens to a rank and to the token they make.
///
/// Tokens are positions in the vocabulary, which are small, not ids, which need not be. A slot
/// is one word: left token, right token and rank, in as many bits as the vocabulary needs. The
/// product is kept by rank, because a search looks at many pairs and merges few of them. Tables
/// are kept small (two thirds full) because most of the time of a merge is waiting for memory.
struct MergeTable: Sendable {
  /// The rank of a pair that does not merge; larger than all others.
  static let noRank = UInt32.max

  /// The token that the merge of each rank makes.
  private(set) var products: [UInt32] = []
  private var slots: [UInt64]
  private let positionBits: UInt64
  private let rankBits: UInt64
  /// What `touch` has read, so that reading is not left out.
  private var touched: UInt64 = 0
  /// By pair, the tokens that a merge was given with, where they are others that share the ids.
  private var spellings: [UInt64: (left: Int, right: Int)] = [:]

  /// A table for `mergeCount` merges between the tokens of `vocabulary`; nil when the bits of a
  /// slot are too few for as large a vocabulary with as many merges.
  init?(mergeCount: Int, tokenCount: Int) {
    let bits = Int.bitWidth - tokenCount.leadingZeroBitCount
    guard bits < 32, mergeCount < Int(UInt32.max), mergeCount < 1 << Swift.min(64 - 2 * bits, 62)
    else { return nil }
    positionBits = UInt64(bits)
    rankBits = UInt64(64 - 2 * bits)
    slots = LargeMemory.array(repeating: .max, count: mergeCount + mergeCount / 2 + 2)
    products.reserveCapacity(mergeCount)
  }

  /// Two tokens and what they make.
  struct Merge {
    var left: UInt32
    var right: UInt32
    var product: UInt32
  }

  /// Adds the merges that come next in rank. A pair that has been added before gets the new rank.
  mutating func append(_ merges: [Merge]) {
    touch(merges)
    let (positionBits, rankBits) = (positionBits, rankBits)
    var rank = UInt64(truncatingIfNeeded: products.count)
    unsafe slots.withUnsafeMutableBufferPointer { slots in
      for merge in merges {
        let pair = Self.pair(merge.left, merge.right, positionBits)
        var slot = Self.home(of: pair, count: slots.count)
        // SAFETY: homes are in bounds, and the slot after the last one is the first.
        while unsafe slots[slot] != .max, unsafe slots[slot] >> rankBits != pair {
          slot += 1
          if slot == slots.count { slot = 0 }
        }
        unsafe slots[slot] = rankBits < 64 ? pair << rankBits | rank : rank
        rank += 1
      }
    }
    for merge in merges { products.append(merge.product) }
  }

  /// Notes the tokens that the merge of a pair was given with, so that it can be written again.
  mutating func spell(_ merge: Merge, left: UInt32, right: UInt32) {
    let isPlain = left == merge.left && right == merge.right
    spellings[pair(merge.left, merge.right)] = isPlain ? nil : (Int(left), Int(right))
  }

  /// Loads the slots of all merges in a loop that waits for none of them.
  private mutating func touch(_ merges: [Merge]) {
    touched = unsafe slots.withUnsafeBufferPointer { slots in
      var sum: UInt64 = 0
      for merge in merges {
        let pair = Self.pair(merge.left, merge.right, positionBits)
        // SAFETY: a home is below the count.
        unsafe sum ^= slots[Self.home(of: pair, count: slots.count)]
      }
      return sum
    }
  }

  /// The rank of the merge of `left` and `right`, or `noRank`.
  @inline(__always)
  func rank(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let slot = slots[slot(of: pair(left, right))]
    return slot == .max ? Self.noRank : UInt32(truncatingIfNeeded: slot & rankMask)
  }

  /// The merges in the order of their ranks, as they were given.
  var merges: [(left: Int, right: Int)] {
    let ranked = slots.filter { $0 != .max }.sorted { $0 & rankMask < $1 & rankMask }
    return ranked.map { slot in
      let pair = slot >> rankBits
      if let spelling = spellings[pair] { return spelling }
      return (Int(pair >> positionBits), Int(pair & ~(UInt64.max << positionBits)))
    }
  }

  private var rankMask: UInt64 { ~(UInt64.max << rankBits) }

  @inline(__always)
  private func pair(_ left: UInt32, _ right: UInt32) -> UInt64 {
    Self.pair(left, right, positionBits)
  }

  @inline(__always)
  private static func pair(_ left: UInt32, _ right: UInt32, _ positionBits: UInt64) -> UInt64 {
    UInt64(left) &<< positionBits | UInt64(right)
  }

  /// The slot of `pair`, or the empty one where it would go; a third of the slots stay empty.
  @inline(__always)
  private func slot(of pair: UInt64) -> Int {
    var index = Self.home(of: pair, count: slots.count)
    while slots[index] != .max, slots[index] >> rankBits != pair {
      index += 1
      if index == slots.count { index = 0 }
    }
    return index
  }

  @inline(__always)
  private static func home(of pair: UInt64, count: Int) -> Int {
    let hash = ByteKeys.fold(pair ^ 0x2D35_8DCC_AA6C_78A5, 0x9E37_79B9_7F4A_7C15)
    let home = hash.multipliedFullWidth(by: UInt64(truncatingIfNeeded: count)).high
    return Int(truncatingIfNeeded: home)
  }
}
