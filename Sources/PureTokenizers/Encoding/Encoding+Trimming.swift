extension Encoding {
  /// Leaves the white space at both ends of each token out of its offsets, in the overflow too.
  ///
  /// White space is counted in the token's text, where a space may be written `Ġ`, and taken off
  /// in scalars of the original. With `addsPrefixSpace`, a single space in front of a first token
  /// was put there by the pre-tokenizer and is no part of the original.
  mutating func trimOffsets(addsPrefixSpace: Bool) {
    trimOwnOffsets(addsPrefixSpace: addsPrefixSpace)
    for index in overflowing.indices {
      overflowing[index].trimOwnOffsets(addsPrefixSpace: addsPrefixSpace)
    }
  }

  private mutating func trimOwnOffsets(addsPrefixSpace: Bool) {
    var position = 0
    for stretch in stretches.elements {
      if Int(stretch.source) < sources.count {
        let tokens = position..<Swift.min(stretch.end, places.count)
        trim(tokens, in: sources[Int(stretch.source)], addsPrefixSpace: addsPrefixSpace)
      }
      position = stretch.end
    }
  }

  private mutating func trim(_ tokens: Range<Int>, in text: SourceText, addsPrefixSpace: Bool) {
    var text = text
    var known = KnownEdges(for: textExceptions.elements.isEmpty ? tokens.count : 0)
    for position in tokens {
      var space = known.edges(of: ids[position]) { WhiteSpaceEdges(of: tokenText(at: position)) }
      guard !space.isEmpty else { continue }
      let isFirst = position == 0 || places[position].start == 0
      if isFirst, addsPrefixSpace, space.leading == 1 { space.leading = 0 }
      if places[position].leaves(text) {
        text = text.marked()
        places[position].trimNumbers(by: space, in: text)
      } else {
        places[position].trim(by: space, in: text)
      }
    }
  }
}

/// The edges of tokens that have been looked at: to ask for a text takes longer than all the rest.
private struct KnownEdges {
  private var entries: [(id: TokenID, edges: WhiteSpaceEdges)?]

  /// Of as many tokens as pays for `count`; of none where texts may differ from the vocabulary's.
  init(for count: Int) { entries = Array(repeating: nil, count: count < 64 ? 0 : 512) }

  mutating func edges(of id: TokenID, _ find: () -> WhiteSpaceEdges) -> WhiteSpaceEdges {
    guard !entries.isEmpty else { return find() }
    let slot = Int(id & 511)
    if let entry = entries[slot], entry.id == id { return entry.edges }
    let edges = find()
    entries[slot] = (id, edges)
    return edges
  }
}

extension TokenPlace {
  /// Whether any of the offsets lies outside of `text`.
  fileprivate func leaves(_ text: SourceText) -> Bool { isOutside || Int(end) > text.bytes.count }

  /// Moves both ends inwards, scalar by scalar, but not past each other.
  fileprivate mutating func trim(by space: WhiteSpaceEdges, in text: SourceText) {
    var first = text.scalarStart(of: Int(start))
    var last = text.scalarStart(of: Int(end))
    for _ in 0..<space.leading where first < last {
      first = Swift.min(first + UTF8Scalars.length(lead: text.bytes[first]), last)
    }
    if let trimmed = text.position(space.trailing, scalarsBefore: last) {
      last = Swift.max(trimmed, first)
    }
    start = UInt32(truncatingIfNeeded: first)
    end = UInt32(truncatingIfNeeded: last)
  }

  /// The same for offsets that lie outside the text, which are mere numbers of scalars.
  fileprivate mutating func trimNumbers(by space: WhiteSpaceEdges, in text: SourceText) {
    let sources = SourceTexts([text])
    var converter = SourceConverter(sources, unit: .scalars)
    converter.use(0)
    let range = converter.range(of: self)
    let first = Swift.min(range.lowerBound + space.leading, range.upperBound)
    var last = range.upperBound
    if last >= space.trailing { last = Swift.max(last - space.trailing, first) }
    isOutside = true
    start = UInt32(truncatingIfNeeded: first)
    end = UInt32(truncatingIfNeeded: last)
  }
}

extension SourceText {
  /// The byte position `count` scalars before `position`, or nil when the text has fewer.
  fileprivate func position(_ count: Int, scalarsBefore position: Int) -> Int? {
    var position = position
    for _ in 0..<count {
      guard position > 0 else { return nil }
      position = scalarStart(of: position - 1)
    }
    return position
  }
}

/// The number of white space scalars at the ends of a token's text, `Ġ` counting as one.
struct WhiteSpaceEdges {
  var leading: Int
  var trailing: Int

  var isEmpty: Bool { leading == 0 && trailing == 0 }

  init(of text: ArraySlice<UInt8>) {
    leading = 0
    trailing = 0
    guard let first = text.first, let last = text.last else { return }
    // Most tokens begin and end with letters of ASCII.
    if !Self.isVisible(first) { leading = Self.leading(of: text) }
    if !Self.isVisible(last) { trailing = Self.trailing(of: text) }
  }

  private static func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

  private static func leading(of text: ArraySlice<UInt8>) -> Int {
    var count = 0
    var index = text.startIndex
    while index < text.endIndex {
      let length = UTF8Scalars.length(lead: text[index])
      guard index + length <= text.endIndex, isSpace(text, index, length) else { break }
      index += length
      count += 1
    }
    return count
  }

  private static func trailing(of text: ArraySlice<UInt8>) -> Int {
    var count = 0
    var end = text.endIndex
    while end > text.startIndex {
      var start = end - 1
      while start > text.startIndex, text[start] & 0xC0 == 0x80 { start -= 1 }
      guard isSpace(text, start, end - start) else { break }
      end = start
      count += 1
    }
    return count
  }

  /// Whether the scalar at `index` is white space or `Ġ`, which stands for a space.
  private static func isSpace(_ text: ArraySlice<UInt8>, _ index: Int, _ length: Int) -> Bool {
    var value = UInt32(text[index])
    for position in index + 1..<index + length { value = value << 8 | UInt32(text[position]) }
    switch value {
    case 0x09...0x0D, 0x20, 0xC285, 0xC2A0, 0xC4A0: return true
    case 0xE19A80, 0xE28080...0xE2808A, 0xE280A8, 0xE280A9, 0xE280AF, 0xE2819F, 0xE38080:
      return true
    default: return false
    }
  }
}
