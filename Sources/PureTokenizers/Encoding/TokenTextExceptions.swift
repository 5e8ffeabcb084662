/// The tokens whose text is not their vocabulary entry, and what it is instead.
///
/// An added token shows the text that it matched, an unknown piece of a Unigram model the text
/// that it covers, a special token what the post-processor calls it. They are few, so they are
/// kept as a sorted list beside the ids.
struct TokenTextExceptions: Hashable, Sendable {
  /// Neighbouring tokens with one text.
  struct Element: Hashable, Sendable {
    var range: Range<Int>
    var text: [UInt8]
  }

  private(set) var elements: [Element] = []

  /// Appends an exception; `range` must lie behind all others.
  mutating func append(_ range: Range<Int>, text: [UInt8]) {
    guard !range.isEmpty, !extend(range, text[...]) else { return }
    elements.append(Element(range: range, text: text))
  }

  /// The same for a part of a text, which is copied only where it is another than the one before.
  mutating func append(_ range: Range<Int>, text: ArraySlice<UInt8>) {
    guard !range.isEmpty, !extend(range, text) else { return }
    elements.append(Element(range: range, text: Array(text)))
  }

  /// Makes the last exception longer, if `range` is next to it and shows the same.
  mutating func extend(_ range: Range<Int>, _ text: ArraySlice<UInt8>) -> Bool {
    let last = elements.count - 1
    guard last >= 0, elements[last].range.upperBound == range.lowerBound,
      text.elementsEqual(elements[last].text)
    else { return false }
    elements[last].range = elements[last].range.lowerBound..<range.upperBound
    return true
  }

  /// Appends what `other` says of the tokens in `range`, the first of which stands at `position`.
  mutating func append(_ other: TokenTextExceptions, range: Range<Int>, at position: Int) {
    var index = other.index(of: range.lowerBound)
    while index < other.elements.count {
      let element = other.elements[index]
      guard element.range.lowerBound < range.upperBound else { return }
      let part = element.range.clamped(to: range)
      let shift = position - range.lowerBound
      append(part.lowerBound + shift..<part.upperBound + shift, text: element.text)
      index += 1
    }
  }

  /// The position of the first element that ends behind the token at `position`.
  func index(of position: Int) -> Int {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if elements[middle].range.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The text of the token at `position`, if it is an exception.
  func text(at position: Int) -> [UInt8]? {
    guard !elements.isEmpty else { return nil }
    let index = index(of: position)
    guard index < elements.count, elements[index].range.contains(position) else { return nil }
    return elements[index].text
  }
}
