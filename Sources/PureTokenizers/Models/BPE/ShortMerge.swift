/// Merges the symbols of a word, up to 32, in memory of fixed size.
///
/// Every pair of neighbours has a key: its rank, and in the lowest five bits its place. So one look
/// for the smallest key finds the lowest rank, and of equal ranks the leftmost: this is the
/// definition of BPE. Merged symbols stay where they are and are left out of a chain, nothing is
/// moved. It is quadratic, and the fastest way for a word; `MergeQueue` does the same for many symbols.
struct ShortMerge: Sendable {
  /// The most symbols.
  static let largestCount = 32
  /// The key of a pair that does not merge; larger than all others, and without a place.
  static let noKey = ~UInt32(31)

  private var places = [Place](repeating: Place(), count: largestCount)
  /// How many places are used.
  private(set) var count = 0

  /// A symbol: its token, the key of it and its right neighbour, and the places of its neighbours.
  private struct Place {
    var token: UInt32 = 0
    var key: UInt32 = 0
    var next: UInt32 = 0
    var previous: UInt32 = 0
  }

  /// The key of the pair of a rank, without its place.
  @inline(__always)
  static func key(_ rank: UInt32) -> UInt32 { rank &<< 5 | (rank == .max ? noKey : 0) }

  /// Forgets all symbols.
  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Appends a symbol; `key` is that of the pair of the symbol before and this one, if there is one.
  ///
  /// There must be fewer than 32.
  @inline(__always)
  mutating func append(_ token: UInt32, key: UInt32) {
    let place = UInt32(truncatingIfNeeded: count)
    if count > 0 { places[count &- 1].key = key | (place &- 1) }
    places[count] = Place(token: token, key: Self.noKey, next: place &+ 1, previous: place &- 1)
    count &+= 1
  }

  /// Appends a symbol that may merge with the one before it.
  @inline(__always)
  mutating func append(_ token: UInt32, _ merges: MergeTable) {
    let rank = count > 0 ? merges.rank(places[count &- 1].token, token) : MergeTable.noRank
    append(token, key: Self.key(rank))
  }

  /// Merges all symbols; `forEach` gives what is left.
  ///
  /// Two functions, because one with a closure that changes what stands beside the merges would
  /// retain their four arrays for every word.
  @inline(__always)
  mutating func merge(_ merges: borrowing MergeTable) {
    let count = count
    unsafe places.withUnsafeMutableBufferPointer { places in
      unsafe merges.products.withUnsafeBufferPointer { products in
        // SAFETY: `count` is at most the number of places, links lead to one of them or to
        // `count`, and a key's rank is that of a merge.
        unsafe Self.merge(places, count, merges, products)
      }
    }
  }

  /// Calls `body` with the symbols from left to right.
  @inline(__always)
  mutating func forEach(_ body: (_ token: UInt32, _ places: Range<Int>) -> Void) {
    let count = count
    unsafe places.withUnsafeBufferPointer { places in
      var place = 0
      while place < count {
        let next = unsafe Int(places[place].next)
        unsafe body(places[place].token, place..<next)
        place = next
      }
    }
  }

  /// Merges all of `symbols`, of which there are at most 32.
  mutating func merge(_ symbols: inout BPESymbols, _ merges: MergeTable) {
    removeAll()
    for token in symbols.tokens { append(token, merges) }
    merge(merges)
    var kept = 0
    forEach { token, places in
      symbols.tokens[kept] = token
      symbols.lengths[kept] = symbols.lengths[places].reduce(0, &+)
      kept += 1
    }
    symbols.truncate(to: kept)
  }

  private static func merge(
    _ places: UnsafeMutableBufferPointer<Place>, _ count: Int, _ merges: borrowing MergeTable,
    _ products: UnsafeBufferPointer<UInt32>
  ) {
    while true {
      let smallest = unsafe smallestKey(places, count)
      guard smallest < noKey else { return }
      let left = Int(smallest & 31)
      let right = unsafe Int(places[left].next)
      let product = unsafe products[Int(smallest &>> 5)]
      let next = unsafe Int(places[right].next)
      unsafe places[left].token = product
      unsafe places[left].next = UInt32(truncatingIfNeeded: next)
      unsafe places[right].key = noKey
      // Both are waited for together: 8 % of GPT-2's first passes over English.
      if left > 0 { unsafe merges.prefetch(places[Int(places[left].previous)].token, product) }
      if next < count { unsafe merges.prefetch(product, places[next].token) }
      if next < count {
        unsafe places[next].previous = UInt32(truncatingIfNeeded: left)
        let rank = unsafe merges.rank(product, places[next].token)
        unsafe places[left].key = key(rank) | UInt32(truncatingIfNeeded: left)
      } else {
        unsafe places[left].key = noKey
      }
      if left > 0 {
        let previous = unsafe Int(places[left].previous)
        let rank = unsafe merges.rank(places[previous].token, product)
        unsafe places[previous].key = key(rank) | UInt32(truncatingIfNeeded: previous)
      }
    }
  }

  @inline(__always)
  private static func smallestKey(
    _ places: UnsafeMutableBufferPointer<Place>, _ count: Int
  ) -> UInt32 {
    var (first, second) = (noKey, noKey)
    var place = 0
    while place &+ 1 < count {
      unsafe first = min(first, places[place].key)
      unsafe second = min(second, places[place &+ 1].key)
      place &+= 2
    }
    return min(first, second)
  }
}
