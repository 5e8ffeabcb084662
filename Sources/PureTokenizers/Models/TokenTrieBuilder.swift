/// Lays out a `TokenTrie`: the children of one node at a time, from tokens that are in order.
struct TokenTrieBuilder {
  private(set) var labels: [UInt8] = []
  private(set) var units: [TokenTrie.Unit] = []
  private(set) var tokens: TokenKeys
  private var places = TriePlaces()

  /// A node whose children are still to be placed: it stands for the first `depth` bytes of the
  /// tokens in a range of `tokens`.
  private struct Unplaced {
    var node: Int
    var depth: Int
    var range: Range<Int>
  }

  /// Leads to no node: see `TokenTrie`.
  private static let childless = 255

  init(_ vocabulary: Vocabulary) {
    tokens = TokenKeys(vocabulary)
    // What is not used is not there.
    units.reserveCapacity(2 * vocabulary.count + places.count)
    labels.reserveCapacity(2 * vocabulary.count + places.count)
  }

  /// Places all nodes.
  mutating func build() {
    makeRoom()
    var unplaced = [Unplaced(node: 0, depth: 0, range: tokens.keys.indices)]
    var bytes: [UInt8] = []
    var ends: [Int] = []
    while let next = unplaced.popLast() {
      if next.depth & 7 == 0, next.depth > 0 { tokens.advance(next.range, to: next.depth) }
      if next.range.count <= TokenTrie.Unit.bucketSize, next.depth > 0 {
        tokens.finish(next.range)
        let keys = tokens.keys[next.range]
        units[next.node] = TokenTrie.Unit(bucket: keys, behind: next.depth & 7)
        continue
      }
      let (place, rest) = endTokens(at: next)
      collect(&bytes, &ends, at: next.depth, in: rest)
      let base = bytes.isEmpty ? Self.childless : places.takeBase(for: bytes)
      makeRoom()
      units[next.node] = TokenTrie.Unit(base: base, place: place)
      var start = rest.lowerBound
      for (byte, end) in zip(bytes, ends) {
        let node = base + Int(byte)
        labels[node] = byte
        unplaced.append(Unplaced(node: node, depth: next.depth + 1, range: start..<end))
        start = end
      }
    }
  }

  /// The place of the token that ends at a node, the last one of several, and the range of those
  /// that go on.
  private func endTokens(at node: Unplaced) -> (place: UInt32, rest: Range<Int>) {
    var start = node.range.lowerBound
    let offset = UInt32(truncatingIfNeeded: node.depth & 7)
    while start < node.range.upperBound, tokens.keys[start].length == offset {
      start += 1
    }
    let isNone = start == node.range.lowerBound
    let place = isNone ? TokenTrie.none : UInt32(truncatingIfNeeded: start - 1)
    return (place, start..<node.range.upperBound)
  }

  /// The bytes at `depth` of the tokens in `range`, and where those with each of them end.
  private func collect(
    _ bytes: inout [UInt8], _ ends: inout [Int], at depth: Int, in range: Range<Int>
  ) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    let offset = depth & 7
    var start = range.lowerBound
    while start < range.upperBound {
      let byte = tokens.keys[start].byte(offset)
      let end = end(of: byte, offset, in: start..<range.upperBound)
      bytes.append(byte)
      ends.append(end)
      start = end
    }
  }

  /// Where the tokens with `byte` at `offset` end, by doubling steps and halving them again.
  private func end(of byte: UInt8, _ offset: Int, in range: Range<Int>) -> Int {
    var low = range.lowerBound
    var step = 1
    while low + step < range.upperBound, tokens.keys[low + step].byte(offset) == byte {
      low += step
      step *= 2
    }
    var high = Swift.min(low + step, range.upperBound)
    while high - low > 1 {
      let middle = (low + high) / 2
      if tokens.keys[middle].byte(offset) == byte { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Makes room for all places; those without a node lead nowhere.
  private mutating func makeRoom() {
    guard labels.count < places.count else { return }
    units.append(
      contentsOf: repeatElement(
        TokenTrie.Unit(base: Self.childless, place: TokenTrie.none),
        count: places.count - units.count))
    for place in labels.count..<places.count {
      labels.append(UInt8(truncatingIfNeeded: place + 1))
    }
  }
}
