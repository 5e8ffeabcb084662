/// Places as `String` has them.
extension Encoding {
  /// Where each token stands in `text`, which must be the text that was encoded.
  ///
  ///     let encoding = try tokenizer.encode(text)
  ///     for range in encoding.ranges(in: text) { print(text[range]) }
  ///
  /// Special tokens and padding have an empty range at the start.
  public func ranges(in text: String) -> [Range<String.Index>] { ranges(in: [text]) }

  /// Where each token stands in the text that it comes from: of a pair, `texts` are the first and
  /// the second; of words, all words, those of the second text behind those of the first.
  ///
  /// Tokens of a text that is not given have an empty range.
  public func ranges(in texts: [String]) -> [Range<String.Index>] {
    let nowhere = (texts.first ?? "").startIndex
    var result: [Range<String.Index>] = []
    result.reserveCapacity(count)
    let offsets = offsets(in: .utf8)
    for stretch in stretches.elements {
      let part = offsets[result.count..<Swift.min(stretch.end, offsets.count)]
      guard Int(stretch.source) < texts.count else {
        result += repeatElement(nowhere..<nowhere, count: part.count)
        continue
      }
      var cursor = IndexCursor(texts[Int(stretch.source)])
      for range in part { result.append(cursor.range(range)) }
    }
    return result
  }
}

/// Finds indices of a string, each from the one before.
private struct IndexCursor {
  private let text: String
  private var start: String.Index
  private var offset = 0

  init(_ text: String) {
    self.text = text
    start = text.startIndex
  }

  /// The indices of a range of UTF-8 bytes; the end of the text for bytes beyond it.
  mutating func range(_ bytes: Range<Int>) -> Range<String.Index> {
    if bytes.lowerBound < offset {
      start = text.startIndex
      offset = 0
    }
    start = index(bytes.lowerBound - offset, after: start)
    offset = bytes.lowerBound
    return start..<index(bytes.count, after: start)
  }

  private func index(_ distance: Int, after start: String.Index) -> String.Index {
    text.utf8.index(start, offsetBy: distance, limitedBy: text.endIndex) ?? text.endIndex
  }
}
