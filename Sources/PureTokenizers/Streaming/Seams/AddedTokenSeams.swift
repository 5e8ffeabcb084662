/// Where no added token can stand: neither across a place, nor ending or beginning at it.
///
/// It takes the bytes beside the place to tell. That forbids more places than need be, and costs
/// the same for any number of tokens.
struct AddedTokenSeams: Sendable {
  /// The bytes that are side by side in some token, at the end of one, and at the beginning.
  private var inside = BytePairs()
  private var endings = BytePairs()
  private var beginnings = BytePairs()
  private var lasts = [Bool](repeating: false, count: 256)
  private var firsts = [Bool](repeating: false, count: 256)
  private var stripsLeft = false
  private var stripsRight = false
  private let isEmpty: Bool

  /// Nil when a token matches between any two characters.
  init?(_ matcher: AddedTokenMatcher) {
    guard matcher.emptyRule == nil else { return nil }
    isEmpty = matcher.isEmpty
    for content in matcher.contents { insert(content) }
    stripsLeft = matcher.rules.contains { $0.stripsLeft }
    stripsRight = matcher.rules.contains { $0.stripsRight }
  }

  private mutating func insert(_ content: [UInt8]) {
    guard let first = content.first, let last = content.last else { return }
    firsts[Int(first)] = true
    lasts[Int(last)] = true
    for index in content.indices.dropFirst() { inside.insert(content[index - 1], content[index]) }
    if content.count > 1 {
      beginnings.insert(first, content[1])
      endings.insert(content[content.count - 2], last)
    } else {
      for other in UInt8.min...UInt8.max {
        beginnings.insert(first, other)
        endings.insert(other, last)
      }
    }
  }

  /// What of the window no token and no white space that one swallows can be part of; nil when one
  /// may stand at the place itself.
  func narrowed(_ window: SeamWindow) -> SeamWindow? {
    guard !isEmpty else { return window }
    guard let edge = window.edge, let last = window.left.last, let first = window.right.first,
      !inside.contains(last, first), !mayEnd(window.left[...]), !mayBegin(window.right[...]),
      !(stripsLeft || stripsRight) || !ScalarSet.whitespace.contains(edge.left)
    else { return nil }
    return SeamWindow(
      left: Array(window.left[untouchedStart(of: window.left)...]),
      right: Array(window.right[..<untouchedEnd(of: window.right)]))
  }

  private func untouchedStart(of left: [UInt8]) -> Int {
    var start = left.count
    while start > 0 {
      let scalar = left.scalar(before: start, notBelow: 0)
      if start < left.count {
        if mayEnd(left[..<start]) { break }
        if stripsRight, ScalarSet.whitespace.contains(scalar.value) { break }
      }
      start -= scalar.length
    }
    return start
  }

  private func untouchedEnd(of right: [UInt8]) -> Int {
    var end = 0
    while end < right.count {
      let scalar = right.scalar(at: end)
      if end > 0 {
        if mayBegin(right[end...]) { break }
        if stripsLeft, ScalarSet.whitespace.contains(scalar.value) { break }
      }
      end += scalar.length
    }
    return end
  }

  private func mayEnd(_ text: ArraySlice<UInt8>) -> Bool {
    guard let last = text.last else { return true }
    guard text.count > 1 else { return lasts[Int(last)] }
    return endings.contains(text[text.endIndex - 2], last)
  }

  private func mayBegin(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    guard text.count > 1 else { return firsts[Int(first)] }
    return beginnings.contains(first, text[text.startIndex + 1])
  }
}
