/// Why a merge cannot be used.
enum MergeProblem: Error, CustomStringConvertible {
  case unknownToken([UInt8])
  case shorterThanPrefix([UInt8])

  var description: String {
    switch self {
    case .unknownToken(let token):
      "token \"\(String(decoding: token, as: UTF8.self))\" is not in the vocabulary "
        + "(both sides of a merge and what they make must be)"
    case .shorterThanPrefix(let token):
      "token \"\(String(decoding: token, as: UTF8.self))\" is shorter than the prefix "
        + "(it must begin with continuing_subword_prefix)"
    }
  }
}

/// Finds the tokens of merges and fills the table with them.
struct MergeTableBuilder {
  private(set) var table: MergeTable
  /// Whether each token has one spelling in all merges; false only when tokens share an id.
  private(set) var spellingsArePlain = true
  /// By shared id, the token whose spelling the merges use.
  private var sharedSpellings: [Int: Int] = [:]
  private let vocabulary: Vocabulary
  private let prefixLength: Int
  private var lastProduct = -1
  private var joined: [UInt8] = []

  /// A builder for at most `count` merges.
  init(vocabulary: Vocabulary, prefix: [UInt8]?, count: Int) throws(TokenizerError) {
    guard let table = MergeTable(mergeCount: count, tokenCount: vocabulary.count) else {
      throw .invalidFile(
        path: "model.merges",
        problem: "\(count) merges of \(vocabulary.count) tokens are too many (at most 64 bits each)"
      )
    }
    self.table = table
    self.vocabulary = vocabulary
    prefixLength = prefix?.count ?? 0
  }

  /// Adds the merge of two tokens, given as ranges of bytes.
  mutating func append(
    _ leftText: [UInt8], _ left: Range<Int>, _ rightText: [UInt8], _ right: Range<Int>
  ) throws(MergeProblem) {
    let leftToken = try token(leftText, left)
    let rightToken = try token(rightText, right)
    // The prefix is cut blindly, whether or not the right side begins with it: so does HF.
    guard right.count >= prefixLength else { throw .shorterThanPrefix(Array(rightText[right])) }
    let tail = right.dropFirst(prefixLength)
    if !isProduct(lastProduct + 1, leftText, left, rightText, tail) {
      joined.removeAll(keepingCapacity: true)
      joined.append(contentsOf: leftText[left])
      joined.append(contentsOf: rightText[tail])
      guard let product = vocabulary.position(of: joined, 0..<joined.count) else {
        throw .unknownToken(joined)
      }
      lastProduct = product
    } else {
      lastProduct += 1
    }
    if vocabulary.sharesID(at: lastProduct) { spellingsArePlain = false }
    table.append(
      left: leftToken, right: rightToken, product: vocabulary.representative(of: lastProduct))
  }

  private mutating func token(_ text: [UInt8], _ range: Range<Int>) throws(MergeProblem) -> Int {
    guard let position = vocabulary.position(of: text, range) else {
      throw .unknownToken(Array(text[range]))
    }
    let token = vocabulary.representative(of: position)
    if vocabulary.sharesID(at: position) {
      // A token that no merge makes and that all merges spell alike is as good as its own.
      let isOther = sharedSpellings[token, default: position] != position
      if isOther || range.isEmpty { spellingsArePlain = false }
      sharedSpellings[token] = position
    }
    return token
  }

  /// Whether the token at `position` is `left` and `right` joined.
  ///
  /// In nearly every file the products are in the order of their merges, so that comparing with
  /// the token after the last product saves the dearest of three searches.
  private func isProduct(
    _ position: Int, _ leftText: [UInt8], _ left: Range<Int>, _ rightText: [UInt8],
    _ right: Range<Int>
  ) -> Bool {
    guard position < vocabulary.count else { return false }
    let product = vocabulary.bytes(at: position)
    return product.count == left.count + right.count
      && product.prefix(left.count).elementsEqual(leftText[left])
      && product.suffix(right.count).elementsEqual(rightText[right])
  }
}
