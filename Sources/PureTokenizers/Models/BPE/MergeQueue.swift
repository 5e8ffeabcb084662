/// Merges a long piece: possible merges wait in line, the lowest rank first, then the leftmost.
///
/// Merged symbols stay in a linked list; what a merge makes impossible stays in line and is
/// recognized when it comes up. So a piece of n symbols takes time n log n.
///
/// Merges jump about in the piece, and when it is long each place that they look at is far from all
/// caches; so what they look at stands together, and in large pages. A megabyte of random letters
/// takes a tenth less time than with links beside the symbols.
struct MergeQueue: Sendable {
  private var candidates = MergeCandidates()
  private var nodes: [Node] = []
  private var passedOver: [UInt64] = []

  /// A symbol and its neighbours; `-1` and the number of symbols are beyond the ends. What has
  /// become part of the symbol before it has no length.
  private struct Node {
    var token: UInt32
    var length: UInt32
    var previous: Int32
    var next: Int32
  }

  /// Merges all symbols; `generator` decides which merges dropout passes over.
  mutating func merge(
    _ symbols: inout BPESymbols, _ merges: MergeTable, dropout: Float = 0,
    generator: inout SeededGenerator
  ) {
    begin(symbols, merges)
    var next = candidates.popFirst()
    while let entry = next {
      if dropout > 0, generator.nextUnit() < dropout {
        passedOver.append(entry)
        next = candidates.popFirst()
        continue
      }
      // What was passed over gets another chance after every merge that was not.
      while let waiting = passedOver.popLast() { candidates.insert(waiting) }
      // In a run that grows by one symbol at a time, what a merge makes possible comes next.
      let made = apply(entry, merges)
      next = made.map { candidates.exchange($0) } ?? candidates.popFirst()
    }
    passedOver.removeAll(keepingCapacity: true)
    compact(&symbols)
  }

  private mutating func begin(_ symbols: BPESymbols, _ merges: MergeTable) {
    candidates.removeAll()
    var recent = RecentPair()
    reserve(symbols.count)
    for index in 0..<symbols.count {
      nodes.append(
        Node(
          token: symbols.tokens[index], length: symbols.lengths[index],
          previous: Int32(truncatingIfNeeded: index - 1),
          next: Int32(truncatingIfNeeded: index + 1)))
      guard index + 1 < symbols.count else { break }
      let rank = recent.rank(symbols.tokens[index], symbols.tokens[index + 1], merges)
      if rank != MergeTable.noRank { candidates.appendInitial(Self.entry(rank, at: index)) }
    }
    candidates.order()
  }

  private mutating func reserve(_ count: Int) {
    nodes.removeAll(keepingCapacity: nodes.capacity >= count)
    LargeMemory.reserve(count, in: &nodes)
  }

  /// Merges the pair at the place of `entry`, if it still makes the same token. Of the two merges
  /// that this makes possible, that with the token before waits, and that with the next is returned.
  private mutating func apply(_ entry: UInt64, _ merges: MergeTable) -> UInt64? {
    let left = Int(entry & 0xFFFF_FFFF)
    var node = nodes[left]
    let right = Int(node.next)
    guard node.length > 0, right < nodes.count else { return nil }
    let absorbed = nodes[right]
    let product = merges.products[Int(entry >> 32)]
    let rank = merges.rank(node.token, absorbed.token)
    // The token is compared, not the rank: so does Hugging Face (see `BPE.productsArePlain`).
    guard rank != MergeTable.noRank, merges.products[Int(rank)] == product else { return nil }
    node.token = product
    node.length &+= absorbed.length
    node.next = absorbed.next
    nodes[left] = node
    nodes[right].length = 0
    let next = Int(node.next)
    if next < nodes.count { nodes[next].previous = Int32(truncatingIfNeeded: left) }
    if let before = candidate(Int(node.previous), left, merges) { candidates.insert(before) }
    return candidate(left, next, merges)
  }

  /// The merge of two neighbours, if there is one.
  @inline(__always)
  private func candidate(_ left: Int, _ right: Int, _ merges: MergeTable) -> UInt64? {
    guard left >= 0, right < nodes.count else { return nil }
    let rank = merges.rank(nodes[left].token, nodes[right].token)
    return rank == MergeTable.noRank ? nil : Self.entry(rank, at: left)
  }

  /// Leaves in `symbols` what is left.
  private func compact(_ symbols: inout BPESymbols) {
    var kept = 0
    for node in nodes where node.length > 0 {
      symbols.tokens[kept] = node.token
      symbols.lengths[kept] = node.length
      kept += 1
    }
    symbols.truncate(to: kept)
  }

  /// Rank and place in one number, so that comparing two numbers compares both.
  private static func entry(_ rank: UInt32, at index: Int) -> UInt64 {
    UInt64(rank) << 32 | UInt64(UInt32(truncatingIfNeeded: index))
  }
}
