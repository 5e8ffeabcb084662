/// Where the two sides of a merge lie in a text, and which element of `merges` it is.
struct MergeText {
  var left: Range<Int>
  var right: Range<Int>
  var position: Int
}

/// Finds the tokens of merges and fills the table with them.
struct MergeTableBuilder {
  var table: MergeTable
  /// Whether each token has one spelling in all merges; false only when tokens share an id.
  private(set) var spellingsArePlain = true
  /// By shared id, the token whose spelling the merges use.
  private var sharedSpellings: [Int: Int] = [:]
  private let path: String
  let vocabulary: Vocabulary
  private let prefixLength: Int
  private var lastProduct = -1
  private var joined: [UInt8] = []
  var search = VocabularySearch()
  var sides: [TextPart] = []
  var resolved: [MergeTable.Merge] = []

  /// A builder for at most `count` merges; errors say that they stand at `path`.
  init(
    vocabulary: Vocabulary, prefix: [UInt8]?, count: Int, path: String = "model.merges"
  ) throws(TokenizerError) {
    guard let table = MergeTable(mergeCount: count, tokenCount: vocabulary.count) else {
      throw .invalidFile(
        path: path,
        problem: "\(count) merges of \(vocabulary.count) tokens are too many (at most 64 bits each)"
      )
    }
    self.table = table
    self.path = path
    self.vocabulary = vocabulary
    prefixLength = prefix?.count ?? 0
  }

  /// Adds the next merges in rank, whose sides lie in `text`.
  mutating func append(_ merges: [MergeText], in text: [UInt8]) throws(TokenizerError) {
    sides.removeAll(keepingCapacity: true)
    for merge in merges {
      sides.append(TextPart(merge.left))
      sides.append(TextPart(merge.right))
    }
    search.find(sides, in: text, vocabulary: vocabulary)
    resolved.removeAll(keepingCapacity: true)
    for (index, merge) in merges.enumerated() {
      let left = try token(search.positions[2 * index], text, merge.left, merge)
      let right = try token(search.positions[2 * index + 1], text, merge.right, merge)
      let product = try product(of: merge, in: text)
      resolved.append(MergeTable.Merge(left: left, right: right, product: product))
    }
    table.append(resolved)
    guard !sharedSpellings.isEmpty else { return }
    for (index, merge) in resolved.enumerated() {
      table.spell(
        merge, left: search.positions[2 * index], right: search.positions[2 * index + 1])
    }
  }

  /// The token that the symbols of a side have, which stands for all that share its id.
  @inline(__always)
  private mutating func token(
    _ position: UInt32, _ text: [UInt8], _ range: Range<Int>, _ merge: MergeText
  ) throws(TokenizerError) -> UInt32 {
    guard position != VocabularySearch.none else { throw unknown(text[range], merge) }
    guard vocabulary.sharesID(at: Int(position)) else { return position }
    let token = vocabulary.representative(of: Int(position))
    // A token that no merge makes and that all merges spell alike is as good as its own.
    let isOther = sharedSpellings[token, default: Int(position)] != Int(position)
    if isOther || range.isEmpty { spellingsArePlain = false }
    sharedSpellings[token] = Int(position)
    return UInt32(truncatingIfNeeded: token)
  }

  /// The token that a merge makes.
  ///
  /// The prefix is cut blindly, whether or not the right side begins with it: so does Hugging
  /// Face's library.
  private mutating func product(
    of merge: MergeText, in text: [UInt8]
  ) throws(TokenizerError) -> UInt32 {
    guard merge.right.count >= prefixLength else {
      throw problem(
        text[merge.right],
        "is shorter than the prefix (it must begin with continuing_subword_prefix)", merge)
    }
    let tail = merge.right.lowerBound + prefixLength..<merge.right.upperBound
    if isProduct(lastProduct + 1, text, merge.left, tail) {
      lastProduct += 1
    } else {
      joined.removeAll(keepingCapacity: true)
      joined.append(contentsOf: text[merge.left])
      joined.append(contentsOf: text[tail])
      guard let product = vocabulary.position(of: joined, 0..<joined.count) else {
        throw unknown(joined[...], merge)
      }
      lastProduct = product
    }
    if vocabulary.sharesID(at: lastProduct) { spellingsArePlain = false }
    return UInt32(truncatingIfNeeded: vocabulary.representative(of: lastProduct))
  }

  /// Whether the token at `position` is `left` and `right` joined.
  ///
  /// In nearly every file the products are in the order of their merges, so that comparing with
  /// the token after the last product saves the dearest of three searches.
  @inline(__always)
  private func isProduct(
    _ position: Int, _ text: [UInt8], _ left: Range<Int>, _ right: Range<Int>
  ) -> Bool {
    guard position < vocabulary.count else { return false }
    let product = vocabulary.range(at: position)
    guard product.count == left.count + right.count else { return false }
    let middle = product.lowerBound + left.count
    return vocabulary.arenaEquals(product.lowerBound..<middle, text, left)
      && vocabulary.arenaEquals(middle..<product.upperBound, text, right)
  }

  func unknown(_ token: ArraySlice<UInt8>, _ merge: MergeText) -> TokenizerError {
    problem(
      token, "is not in the vocabulary (both sides of a merge and what they make must be)", merge)
  }

  private func problem(
    _ token: ArraySlice<UInt8>, _ problem: String, _ merge: MergeText
  ) -> TokenizerError {
    let name = String(decoding: token, as: UTF8.self)
    return .invalidFile(path: "\(path)[\(merge.position)]", problem: "token \"\(name)\" \(problem)")
  }
}
