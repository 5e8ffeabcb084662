/// Finds the longest content at every position of a text in one walk from its end to its start.
///
/// Walking a trie from each position costs the length of the contents times the length of the text
/// when they are much alike: ten thousand "a" and a "b", in a text of "a". Here the contents are
/// read backward (the automaton of Aho and Corasick), and each byte of the text is looked at once.
struct BackwardMatcher: Sendable {
  private let trie: ByteTrie
  /// The node for the longest proper end of each node's bytes that is in the trie.
  private var fallbacks: [Int32] = []
  /// The longest content that each node's bytes end with, -1 for none.
  private var longest: [Int32] = []

  /// What a text holds at each of its positions.
  struct Findings {
    fileprivate let start: Int
    fileprivate var contents: [Int32]

    /// The longest content that begins at `position`.
    subscript(position: Int) -> Int? {
      let content = contents[position - start]
      return content < 0 ? nil : Int(content)
    }
  }

  /// Finds `contents`, which are distinct and not empty.
  init(_ contents: [[UInt8]]) {
    let reversed = contents.map { Array($0.reversed()) }
    let order = reversed.indices.sorted { reversed[$0].lexicographicallyPrecedes(reversed[$1]) }
    trie = ByteTrie(sorted: order.map { reversed[$0] }, tails: .stored)
    makeFallbacks(order)
  }

  private mutating func makeFallbacks(_ order: [Int]) {
    fallbacks = [Int32](repeating: 0, count: trie.count)
    longest = [Int32](repeating: -1, count: trie.count)
    for node in 0..<trie.count {
      for child in trie.children(of: node) {
        let fallback =
          node == ByteTrie.root
          ? ByteTrie.root
          : next(after: Int(fallbacks[node]), trie.label(of: child))
        fallbacks[child] = Int32(truncatingIfNeeded: fallback)
        longest[child] =
          trie.content(of: child).map { Int32(truncatingIfNeeded: order[$0]) } ?? longest[fallback]
      }
    }
  }

  /// The node for the longest end of `node`'s bytes and `byte` that is in the trie.
  private func next(after node: Int, _ byte: UInt8) -> Int {
    var node = node
    while true {
      if let child = trie.child(of: node, for: byte) { return child }
      guard node != ByteTrie.root else { return node }
      node = Int(fallbacks[node])
    }
  }

  /// The longest content at every position of `range`, as far as it ends there.
  func findings(in bytes: [UInt8], range: Range<Int>) -> Findings {
    var result = Findings(
      start: range.lowerBound, contents: [Int32](repeating: -1, count: range.count + 1))
    var node = ByteTrie.root
    for position in range.reversed() {
      node = next(after: node, bytes[position])
      result.contents[position - range.lowerBound] = longest[node]
    }
    return result
  }
}
