/// A tree of byte strings in flat arrays, level by level: the children of a node are neighbours.
struct ByteTrie: Sendable {
  /// What is stored of a content where no other one has the same beginning.
  enum Tails {
    /// Nothing: the node is a leaf that stands for the whole content.
    case cut
    /// A node for each byte.
    case stored
  }

  /// The node for no bytes.
  static let root = 0

  /// The byte that leads to each node.
  private var labels: [UInt8] = [0]
  /// Where each node's children begin; they end where those of the next node begin.
  private var firstChild: [UInt32] = []
  /// The content that ends at each node, or that a leaf stands for; -1 for none.
  private var contents: [Int32] = []

  /// A tree without contents.
  init() { self.init(sorted: []) }

  /// The tree of `sorted`, which ascend, are distinct and not empty.
  init(sorted: [[UInt8]], tails: Tails = .cut) {
    var levels = [sorted.indices]
    var depth = 0
    while !levels.isEmpty {
      var next: [Range<Int>] = []
      for var below in levels {
        contents.append(-1)
        firstChild.append(UInt32(truncatingIfNeeded: labels.count))
        guard let first = below.first else { continue }
        if sorted[first].count == depth || (tails == .cut && below.count == 1) {
          contents[contents.count - 1] = Int32(truncatingIfNeeded: first)
          below = first + 1..<below.upperBound
        }
        addChildren(of: below, depth: depth, in: sorted, to: &next)
      }
      levels = next
      depth += 1
    }
    firstChild.append(UInt32(truncatingIfNeeded: labels.count))
  }

  /// Adds a node for each byte that stands at `depth` in the contents of `below`.
  private mutating func addChildren(
    of below: Range<Int>, depth: Int, in sorted: [[UInt8]], to level: inout [Range<Int>]
  ) {
    var start = below.lowerBound
    for index in below {
      let label = sorted[index][depth]
      guard index + 1 == below.upperBound || sorted[index + 1][depth] != label else { continue }
      labels.append(label)
      level.append(start..<index + 1)
      start = index + 1
    }
  }

  /// The number of nodes.
  var count: Int { contents.count }

  /// The children of `node`, in the order of their bytes.
  func children(of node: Int) -> Range<Int> {
    Int(firstChild[node])..<Int(firstChild[node + 1])
  }

  /// The byte that leads to `node`.
  func label(of node: Int) -> UInt8 { labels[node] }

  /// The content that ends at `node`, or for a leaf, the only one that goes on from it.
  @inline(__always)
  func content(of node: Int) -> Int? {
    let content = contents[node]
    return content < 0 ? nil : Int(content)
  }

  /// Whether no node comes after `node`.
  @inline(__always)
  func isLeaf(_ node: Int) -> Bool { firstChild[node] == firstChild[node + 1] }

  /// The child of `node` that `byte` leads to.
  func child(of node: Int, for byte: UInt8) -> Int? {
    var low = Int(firstChild[node])
    var high = Int(firstChild[node + 1])
    while low < high {
      let middle = (low + high) / 2
      if labels[middle] < byte { low = middle + 1 } else { high = middle }
    }
    return low < Int(firstChild[node + 1]) && labels[low] == byte ? low : nil
  }
}
