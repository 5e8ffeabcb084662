/// All tokens of a vocabulary as a tree of bytes: finds every token that the text begins with.
///
/// A double array: the child of a node for a byte is at `base ^ byte`, if that place says that
/// its parent is the node. One step is one load of eight bytes and a comparison.
struct TokenTrie: Sendable {
  /// Stands for no token.
  static let none = UInt32.max
  /// Where every search begins.
  static let root = 0

  /// For each node its parent in the upper half, and in the lower half its base below a bit that
  /// says whether a token ends here. The count is a multiple of 256, so that `base ^ byte` is
  /// always in bounds.
  private let units: [UInt64]
  /// For each node the position of the token that ends there.
  private let tokens: [UInt32]

  /// The tree of all tokens; of tokens with the same bytes the last one counts.
  init(_ vocabulary: Vocabulary) {
    var builder = TokenTrieBuilder(vocabulary)
    builder.build()
    units = builder.units
    tokens = builder.tokens
  }

  /// The node that `byte` leads to, or nil.
  @inline(__always)
  func child(of node: Int, _ byte: UInt8) -> Int? {
    let base = Int(truncatingIfNeeded: units[node] & 0x7FFF_FFFF)
    let child = base ^ Int(byte)
    return units[child] >> 32 == UInt64(truncatingIfNeeded: node) ? child : nil
  }

  /// The position of the token that ends at `node`, or `none`.
  @inline(__always)
  func token(at node: Int) -> UInt32 {
    units[node] & 0x8000_0000 == 0 ? Self.none : tokens[node]
  }

  /// The node that `bytes` lead to from the root, or nil.
  func node(of bytes: [UInt8]) -> Int? {
    var node = Self.root
    for byte in bytes {
      guard let child = child(of: node, byte) else { return nil }
      node = child
    }
    return node
  }
}
