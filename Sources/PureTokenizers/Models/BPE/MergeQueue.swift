/// Merges a long piece: possible merges wait in line, the lowest rank first, then the leftmost.
///
/// Merged symbols stay in a linked list; what a merge makes impossible stays in line and is
/// recognized when it comes up. So a piece of n symbols takes time n log n.
struct MergeQueue: Sendable {
  private var candidates = MergeCandidates()
  private var links: [Link] = []
  private var passedOver: [UInt64] = []

  /// The neighbours of a symbol; `-1` and the number of symbols are beyond the ends.
  private struct Link {
    var previous: Int32
    var next: Int32
  }

  /// Merges all symbols; `generator` decides which merges dropout passes over.
  mutating func merge(
    _ symbols: inout BPESymbols, _ merges: MergeTable, dropout: Float = 0,
    generator: inout SeededGenerator
  ) {
    begin(symbols, merges)
    while let entry = candidates.popFirst() {
      if dropout > 0, generator.nextUnit() < dropout {
        passedOver.append(entry)
        continue
      }
      // What was passed over gets another chance after every merge that was not.
      while let waiting = passedOver.popLast() { candidates.insert(waiting) }
      apply(entry, &symbols, merges)
    }
    passedOver.removeAll(keepingCapacity: true)
    compact(&symbols)
  }

  private mutating func begin(_ symbols: BPESymbols, _ merges: MergeTable) {
    candidates.removeAll()
    links.removeAll(keepingCapacity: true)
    for index in 0..<symbols.count {
      links.append(
        Link(
          previous: Int32(truncatingIfNeeded: index - 1),
          next: Int32(truncatingIfNeeded: index + 1)))
      guard index + 1 < symbols.count else { break }
      let rank = merges.rank(symbols.tokens[index], symbols.tokens[index + 1])
      if rank != MergeTable.noRank { candidates.appendInitial(Self.entry(rank, at: index)) }
    }
    candidates.order()
  }

  /// Merges the pair at the place of `entry`, if it still makes the same token.
  private mutating func apply(
    _ entry: UInt64, _ symbols: inout BPESymbols, _ merges: MergeTable
  ) {
    let left = Int(entry & 0xFFFF_FFFF)
    let right = Int(links[left].next)
    guard symbols.lengths[left] > 0, right < links.count else { return }
    let product = merges.products[Int(entry >> 32)]
    let rank = merges.rank(symbols.tokens[left], symbols.tokens[right])
    // The token is compared, not the rank: so does Hugging Face (see `BPE.productsArePlain`).
    guard rank != MergeTable.noRank, merges.products[Int(rank)] == product else { return }
    symbols.tokens[left] = product
    symbols.lengths[left] &+= symbols.lengths[right]
    symbols.lengths[right] = 0
    let next = Int(links[right].next)
    links[left].next = Int32(truncatingIfNeeded: next)
    if next < links.count { links[next].previous = Int32(truncatingIfNeeded: left) }
    push(Int(links[left].previous), left, symbols, merges)
    push(left, next, symbols, merges)
  }

  private mutating func push(_ left: Int, _ right: Int, _ symbols: BPESymbols, _ merges: MergeTable)
  {
    guard left >= 0, right < links.count else { return }
    let rank = merges.rank(symbols.tokens[left], symbols.tokens[right])
    if rank != MergeTable.noRank { candidates.insert(Self.entry(rank, at: left)) }
  }

  private func compact(_ symbols: inout BPESymbols) {
    var kept = 0
    for index in 0..<symbols.count where symbols.lengths[index] > 0 {
      symbols.tokens[kept] = symbols.tokens[index]
      symbols.lengths[kept] = symbols.lengths[index]
      kept += 1
    }
    symbols.truncate(to: kept)
  }

  /// Rank and place in one number, so that comparing two numbers compares both.
  private static func entry(_ rank: UInt32, at index: Int) -> UInt64 {
    UInt64(rank) << 32 | UInt64(UInt32(truncatingIfNeeded: index))
  }
}
