/// Finds the contents of added tokens in text: of those that begin leftmost, the longest.
///
/// A trie over the sorted contents in flat arrays, level by level, so that the children of a node
/// stand side by side. A branch that only one content is left in is not stored: the rest of the
/// content is compared. Text is searched with two looks at most where no token can begin: at the
/// first byte, and at the first two.
struct AddedTokenMatcher: Sendable {
  /// What is to be found, and what it means.
  typealias Content = (bytes: [UInt8], rule: Rule)

  /// Which token a content stands for, and when it counts.
  struct Rule: Sendable {
    let id: TokenID
    let isSpecial: Bool
    let isSingleWord: Bool
    let stripsLeft: Bool
    let stripsRight: Bool

    init(_ token: AddedToken, id: TokenID, isSpecial: Bool) {
      self.id = id
      self.isSpecial = isSpecial
      isSingleWord = token.singleWord
      stripsLeft = token.stripsLeft
      stripsRight = token.stripsRight
    }
  }

  private(set) var contents: [[UInt8]] = []
  /// The token that the normalizer leaves nothing of, if there is one.
  private(set) var emptyRule: Rule?
  private(set) var rules: [Rule] = []
  private var trie = ByteTrie()
  private var starts = StartFilter()
  /// Finds contents that are too long for walking the trie at every position.
  private var backward: BackwardMatcher?

  /// The length up to which the trie is walked at every position.
  private static let longestWalk = 256

  /// Finds nothing.
  init() {}

  /// Finds `contents`; of equal ones the first is found.
  init(_ contents: [Content]) {
    for position in Self.order(contents) where contents[position].bytes != self.contents.last {
      self.contents.append(contents[position].bytes)
      rules.append(contents[position].rule)
    }
    emptyRule = contents.first { $0.bytes.isEmpty }?.rule
    trie = ByteTrie(sorted: self.contents)
    starts = StartFilter(self.contents)
    if self.contents.contains(where: { $0.count > Self.longestWalk }) {
      backward = BackwardMatcher(self.contents)
    }
  }

  /// The positions of the contents that are not empty, in the order of their bytes.
  private static func order(_ contents: [Content]) -> [Int] {
    let keys = contents.map { content in
      content.bytes.prefix(8).enumerated().reduce(UInt64(0)) { key, byte in
        key | UInt64(byte.element) << UInt64(56 - 8 * byte.offset)
      }
    }
    return contents.indices.filter { !contents[$0].bytes.isEmpty }.sorted {
      if keys[$0] != keys[$1] { return keys[$0] < keys[$1] }
      return precedes(contents[$0].bytes, contents[$1].bytes) ?? ($0 < $1)
    }
  }

  /// Whether `left` comes before `right`, or nil when they are equal.
  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool? {
    for index in 0..<Swift.min(left.count, right.count) where left[index] != right[index] {
      return left[index] < right[index]
    }
    return left.count == right.count ? nil : left.count < right.count
  }

  /// Whether there is nothing to find.
  var isEmpty: Bool { contents.isEmpty && emptyRule == nil }

  /// Whether something in `range` begins as a content does.
  func mayMatch(in bytes: [UInt8], range: Range<Int>) -> Bool {
    if emptyRule != nil { return true }
    var block = StartFilter.Block()
    return starts.next(in: bytes, range: range, after: &block) < range.upperBound
  }

  /// Whether something in `range` is a content.
  func matches(in bytes: [UInt8], range: Range<Int>) -> Bool {
    if emptyRule != nil { return true }
    var block = StartFilter.Block()
    var position = starts.next(in: bytes, range: range, after: &block)
    guard position < range.upperBound else { return false }
    let findings = backward?.findings(in: bytes, range: range)
    while position < range.upperBound {
      let rest = position..<range.upperBound
      if longestContent(in: bytes, rest, findings) != nil { return true }
      position = starts.next(in: bytes, range: rest.dropFirst(), after: &block)
    }
    return false
  }

  /// Calls `body` with every match in `range`, from left to right and without overlaps.
  func forEachMatch(
    in bytes: [UInt8], range: Range<Int>, _ body: (_ match: Range<Int>, _ rule: Rule) -> Void
  ) {
    if let emptyRule { return forEachMatch(in: bytes, range: range, otherwise: emptyRule, body) }
    var block = StartFilter.Block()
    var position = starts.next(in: bytes, range: range, after: &block)
    guard position < range.upperBound else { return }
    let findings = backward?.findings(in: bytes, range: range)
    while position < range.upperBound {
      if let found = longestContent(in: bytes, position..<range.upperBound, findings) {
        let end = position + contents[found].count
        body(position..<end, rules[found])
        position = end
      } else {
        position += 1
      }
      position = starts.next(in: bytes, range: position..<range.upperBound, after: &block)
    }
  }

  /// The same where `emptyRule` matches between scalars, unless another match begins or ends there.
  ///
  /// Hugging Face looks between bytes as well, and panics when it finds a place inside a scalar.
  private func forEachMatch(
    in bytes: [UInt8], range: Range<Int>, otherwise emptyRule: Rule,
    _ body: (_ match: Range<Int>, _ rule: Rule) -> Void
  ) {
    var position = range.lowerBound
    var lastEnd: Int?
    let findings = backward?.findings(in: bytes, range: range)
    while position <= range.upperBound {
      if let found = longestContent(in: bytes, position..<range.upperBound, findings) {
        let end = position + contents[found].count
        body(position..<end, rules[found])
        position = end
        lastEnd = end
      } else {
        if position != lastEnd { body(position..<position, emptyRule) }
        guard position < range.upperBound else { return }
        position += UTF8Scalars.length(lead: bytes[position])
      }
    }
  }

  /// The longest content that `text` begins with.
  private func longestContent(
    in bytes: [UInt8], _ text: Range<Int>, _ findings: BackwardMatcher.Findings?
  ) -> Int? {
    if let findings { return findings[text.lowerBound] }
    return longestContent(in: bytes, text)
  }

  private func longestContent(in bytes: [UInt8], _ text: Range<Int>) -> Int? {
    var longest: Int?
    var node = ByteTrie.root
    var index = text.lowerBound
    while true {
      let content = trie.content(of: node)
      if trie.isLeaf(node) {
        guard let content, continues(content, with: bytes, index..<text.upperBound, text) else {
          return longest
        }
        return content
      }
      longest = content ?? longest
      guard index < text.upperBound, let child = trie.child(of: node, for: bytes[index]) else {
        return longest
      }
      node = child
      index += 1
    }
  }

  /// Whether what the trie does not store of a content stands in `rest`.
  private func continues(
    _ content: Int, with bytes: [UInt8], _ rest: Range<Int>, _ text: Range<Int>
  ) -> Bool {
    let content = contents[content]
    guard content.count <= text.count else { return false }
    for offset in rest.lowerBound - text.lowerBound..<content.count
    where bytes[text.lowerBound + offset] != content[offset] { return false }
    return true
  }
}
