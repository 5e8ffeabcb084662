/// The merges of a BPE model: from two neighbouring tokens to a rank and to the token they make.
///
/// Tokens are positions in the vocabulary, which are small, not ids, which need not be. A slot
/// is one word: left token, right token and rank, in as many bits as the vocabulary needs. The
/// product is kept by rank, because a search looks at many pairs and merges few of them. Tables
/// are kept small (two thirds full) because most of the time of a merge is waiting for memory; and
/// of most pairs that do not merge a filter of eight bits a merge knows it, which stays in cache.
struct MergeTable: Sendable {
  /// The rank of a pair that does not merge; larger than all others.
  static let noRank = UInt32.max
  /// `ShortMerge` needs five bits of a rank's 32.
  private static let largestCount = 1 << 27 - 1

  /// The token that the merge of each rank makes.
  private(set) var products: [UInt32] = []
  private var slots: [UInt64]
  /// A bit for each hash of a pair, set if such a pair merges.
  private var filter: [UInt64]
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
    guard bits < 32, mergeCount < Self.largestCount, mergeCount < 1 << Swift.min(64 - 2 * bits, 62)
    else { return nil }
    positionBits = UInt64(bits)
    rankBits = UInt64(64 - 2 * bits)
    slots = LargeMemory.array(repeating: .max, count: mergeCount + mergeCount / 2 + 2)
    let filterBits = Int.bitWidth - Swift.max(mergeCount * 8 - 1, 63).leadingZeroBitCount
    filter = [UInt64](repeating: 0, count: 1 << (filterBits - 6))
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
    let filterMask = filterMask
    unsafe slots.withUnsafeMutableBufferPointer { slots in
      for merge in merges {
        let pair = Self.pair(merge.left, merge.right, positionBits)
        let hash = Self.hash(pair)
        let bit = hash & filterMask
        filter[Int(truncatingIfNeeded: bit &>> 6)] |= 1 &<< (bit & 63)
        var slot = Self.home(of: hash, count: slots.count)
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
        unsafe sum ^= slots[Self.home(of: Self.hash(pair), count: slots.count)]
      }
      return sum
    }
  }

  /// The rank of the merge of `left` and `right`, or `noRank`.
  @inline(__always)
  func rank(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let pair = pair(left, right)
    let hash = Self.hash(pair)
    let bit = hash & filterMask
    guard filter[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0 else {
      return Self.noRank
    }
    let slot = slots[slot(of: pair, hash)]
    return slot == .max ? Self.noRank : UInt32(truncatingIfNeeded: slot & rankMask)
  }

  /// Asks for the memory that `rank` reads.
  @inline(__always)
  func prefetch(_ left: UInt32, _ right: UInt32) {
    let hash = Self.hash(pair(left, right))
    unsafe filter.withUnsafeBufferPointer { filter in
      unsafe slots.withUnsafeBufferPointer { slots in
        guard let block = filter.baseAddress, let slot = slots.baseAddress else { return }
        // SAFETY: both are in bounds, and a prefetch reads nothing.
        unsafe Vector.prefetch(block + Int(truncatingIfNeeded: (hash & filterMask) &>> 6))
        unsafe Vector.prefetch(slot + Self.home(of: hash, count: slots.count))
      }
    }
  }

  /// What two tokens merge to, and the rank of that.
  func merged(_ left: UInt32, _ right: UInt32) -> (token: UInt32, rank: UInt32)? {
    let rank = rank(left, right)
    return rank == Self.noRank ? nil : (products[Int(rank)], rank)
  }

  /// Calls `body` with every merge, in any order.
  func forEach(_ body: (_ left: Int, _ right: Int, _ rank: UInt32) -> Void) {
    let positionMask = ~(UInt64.max << positionBits)
    for slot in slots where slot != .max {
      let pair = slot >> rankBits
      body(
        Int(pair >> positionBits), Int(pair & positionMask),
        UInt32(truncatingIfNeeded: slot & rankMask))
    }
  }

  /// The merges in the order of their ranks, as they were given.
  var merges: [(left: Int, right: Int)] {
    var ranked: [(left: Int, right: Int, rank: UInt32)] = []
    forEach { ranked.append(($0, $1, $2)) }
    return ranked.sorted { $0.rank < $1.rank }.map { left, right, _ in
      let pair = pair(UInt32(truncatingIfNeeded: left), UInt32(truncatingIfNeeded: right))
      return spellings[pair] ?? (left, right)
    }
  }

  private var rankMask: UInt64 { ~(UInt64.max << rankBits) }
  private var filterMask: UInt64 { UInt64(truncatingIfNeeded: filter.count &* 64 &- 1) }

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
  private func slot(of pair: UInt64, _ hash: UInt64) -> Int {
    var index = Self.home(of: hash, count: slots.count)
    while slots[index] != .max, slots[index] >> rankBits != pair {
      index += 1
      if index == slots.count { index = 0 }
    }
    return index
  }

  @inline(__always)
  private static func hash(_ pair: UInt64) -> UInt64 {
    ByteKeys.fold(pair ^ 0x2D35_8DCC_AA6C_78A5, 0x9E37_79B9_7F4A_7C15)
  }

  /// A place that the upper bits of a hash choose; the lower ones choose the bit of the filter.
  @inline(__always)
  private static func home(of hash: UInt64, count: Int) -> Int {
    let home = hash.multipliedFullWidth(by: UInt64(truncatingIfNeeded: count)).high
    return Int(truncatingIfNeeded: home)
  }
}
