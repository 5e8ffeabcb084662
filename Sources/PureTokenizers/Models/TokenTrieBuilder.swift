/// Lays out a `TokenTrie`: sorts the tokens, then places the children of one node at a time.
struct TokenTrieBuilder {
  private static let empty = UInt64.max << 32
  private static let blockSize = 256
  /// How many free places are tried for several children before a new block is begun.
  private static let trials = 128

  private(set) var units: [UInt64] = []
  private(set) var tokens: [UInt32] = []
  private let order: TokenOrder
  private var free = FreePlaces()

  /// A node whose children are still to be placed: it stands for the first `depth` bytes of the
  /// tokens in a range of `order`.
  private struct Unplaced {
    var node: Int
    var depth: Int
    var range: Range<Int>
  }

  private struct Child {
    var byte: UInt8
    var range: Range<Int>
  }

  init(_ vocabulary: Vocabulary) {
    order = TokenOrder(vocabulary)
    // Few tries have more nodes than half the bytes of their tokens; what is not used is not
    // there.
    units.reserveCapacity(order.arena.count / 2 + Self.blockSize)
    tokens.reserveCapacity(order.arena.count / 2 + Self.blockSize)
  }

  /// Places all nodes.
  mutating func build() {
    appendBlock()
    occupy(TokenTrie.root, parent: 0x7FFF_FFFF)
    var unplaced = [Unplaced(node: TokenTrie.root, depth: 0, range: order.positions.indices)]
    var children: [Child] = []
    while let next = unplaced.popLast() {
      if next.range.count == 1 {
        placeRest(of: next.range.lowerBound, from: next.node, depth: next.depth)
        continue
      }
      let rest = endTokens(at: next)
      collect(&children, below: next, in: rest)
      guard let first = children.first else { continue }
      let base = base(for: children, first: first)
      units[next.node] |= UInt64(base)
      for child in children {
        let place = base ^ Int(child.byte)
        occupy(place, parent: next.node)
        unplaced.append(Unplaced(node: place, depth: next.depth + 1, range: child.range))
      }
    }
  }

  /// Places what only one token has left, a node in each of the first free places.
  private mutating func placeRest(of index: Int, from node: Int, depth: Int) {
    var node = node
    for position in Int(order.starts[index]) + depth..<Int(order.starts[index + 1]) {
      if free.first == nil { appendBlock() }
      guard let place = free.first else { return }
      units[node] |= UInt64(place ^ Int(order.arena[position]))
      occupy(place, parent: node)
      node = place
    }
    units[node] |= 0x8000_0000
    tokens[node] = order.positions[index]
  }

  /// Notes the token that ends at a node; the range of the tokens that go on.
  private mutating func endTokens(at node: Unplaced) -> Range<Int> {
    var start = node.range.lowerBound
    while start < node.range.upperBound,
      Int(order.starts[start + 1] - order.starts[start]) == node.depth
    {
      units[node.node] |= 0x8000_0000
      tokens[node.node] = order.positions[start]
      start += 1
    }
    return start..<node.range.upperBound
  }

  private func collect(_ children: inout [Child], below node: Unplaced, in range: Range<Int>) {
    children.removeAll(keepingCapacity: true)
    var start = range.lowerBound
    while start < range.upperBound {
      let byte = byte(start, at: node.depth)
      let end = end(of: byte, at: node.depth, in: start..<range.upperBound)
      children.append(Child(byte: byte, range: start..<end))
      start = end
    }
  }

  private func byte(_ index: Int, at depth: Int) -> UInt8 {
    order.arena[Int(order.starts[index]) + depth]
  }

  /// Where the tokens with `byte` at `depth` end, by doubling steps and halving them again.
  private func end(of byte: UInt8, at depth: Int, in range: Range<Int>) -> Int {
    var low = range.lowerBound
    var step = 1
    while low + step < range.upperBound, self.byte(low + step, at: depth) == byte {
      low += step
      step *= 2
    }
    var high = Swift.min(low + step, range.upperBound)
    while high - low > 1 {
      let middle = (low + high) / 2
      if self.byte(middle, at: depth) == byte { low = middle } else { high = middle }
    }
    return low + 1
  }

  // MARK: - Places

  /// A base that leads every child to a free place.
  ///
  /// A single child takes the first free place there is; several look at the latest ones, where
  /// there is more room.
  private mutating func base(for children: [Child], first: Child) -> Int {
    if children.count == 1, let place = free.first { return place ^ Int(first.byte) }
    var place = free.last
    for _ in 0..<Self.trials {
      guard let candidate = place else { break }
      let base = candidate ^ Int(first.byte)
      if children.allSatisfy({ units[base ^ Int($0.byte)] == Self.empty }) { return base }
      place = free.place(before: candidate)
    }
    let base = units.count
    appendBlock()
    return base
  }

  private mutating func occupy(_ place: Int, parent: Int) {
    units[place] = UInt64(parent) << 32
    free.remove(place)
  }

  private mutating func appendBlock() {
    let start = units.count
    units.append(contentsOf: repeatElement(Self.empty, count: Self.blockSize))
    tokens.append(contentsOf: repeatElement(TokenTrie.none, count: Self.blockSize))
    free.append(start..<units.count)
  }
}

/// The places of a double array that nothing occupies, in order, as a linked list.
private struct FreePlaces {
  private static let none = UInt32.max
  private var next: [UInt32] = []
  private var previous: [UInt32] = []
  private var firstPlace = FreePlaces.none
  private var lastPlace = FreePlaces.none

  var first: Int? { firstPlace == Self.none ? nil : Int(firstPlace) }
  var last: Int? { lastPlace == Self.none ? nil : Int(lastPlace) }

  func place(before place: Int) -> Int? {
    previous[place] == Self.none ? nil : Int(previous[place])
  }

  mutating func append(_ places: Range<Int>) {
    for place in places {
      let number = UInt32(truncatingIfNeeded: place)
      previous.append(lastPlace)
      next.append(Self.none)
      if lastPlace == Self.none { firstPlace = number } else { next[Int(lastPlace)] = number }
      lastPlace = number
    }
  }

  mutating func remove(_ place: Int) {
    let (before, after) = (previous[place], next[place])
    if before == Self.none { firstPlace = after } else { next[Int(before)] = after }
    if after == Self.none { lastPlace = before } else { previous[Int(after)] = before }
  }
}
