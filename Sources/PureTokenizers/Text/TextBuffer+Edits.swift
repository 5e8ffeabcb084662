/// Edits of whole stretches; those that look at single scalars are in `TextBuffer+Scalars.swift`.
extension TextBuffer {
  /// Puts `prefix` in front of a text that is not empty; it takes the origin of the first scalar.
  public mutating func prepend(_ prefix: [UInt8]) {
    guard !isEmpty, !prefix.isEmpty else { return }
    let first = origin(at: 0)
    storeOrigins()
    bytes.insert(contentsOf: prefix, at: 0)
    if unalignedCount > 0 { unalignedCount += prefix.count }
    guard tracksOrigins else { return }
    storedOrigins.insert(contentsOf: repeatElement(first, count: prefix.count), at: 0)
  }

  /// Replaces each of `matches`, which are sorted and do not overlap, by `content`.
  ///
  /// What is inserted takes the origin of the last byte of its match, or of the byte before an
  /// empty one.
  public mutating func replace(_ matches: [Range<Int>], with content: [UInt8]) {
    guard !matches.isEmpty else { return }
    var result = emptied(reserving: count + matches.count * content.count)
    guard tracksOrigins else {
      appendBytes(replacing: matches, with: content, to: &result.bytes)
      result.unalignedCount = unalignedCount(after: matches, content)
      self = result
      return
    }
    var copied = 0
    for match in matches {
      result.append(self, range: copied..<match.lowerBound)
      result.append(contentsOf: content, from: insertionOrigin(at: match.upperBound))
      copied = match.upperBound
    }
    result.append(self, range: copied..<count)
    result.unalignedCount = unalignedCount(after: matches, content)
    self = result
  }

  private func appendBytes(
    replacing matches: [Range<Int>], with content: [UInt8], to result: inout [UInt8]
  ) {
    var copied = 0
    for match in matches {
      if copied < match.lowerBound { result.append(contentsOf: bytes[copied..<match.lowerBound]) }
      // Contents are a byte or a few, most often: a call for all would take longer.
      for byte in content { result.append(byte) }
      copied = match.upperBound
    }
    result.append(contentsOf: bytes[copied..<count])
  }

  /// Keeps only the bytes of `range`.
  public mutating func trim(to range: Range<Int>) {
    guard range != 0..<count else { return }
    unalignedCount = Swift.max(0, Swift.min(unalignedCount, range.upperBound) - range.lowerBound)
    bytes.removeSubrange(range.upperBound...)
    bytes.removeSubrange(..<range.lowerBound)
    if let start = unedited {
      unedited = start + UInt32(range.lowerBound)
    } else if tracksOrigins {
      storedOrigins.removeSubrange(range.upperBound...)
      storedOrigins.removeSubrange(..<range.lowerBound)
    }
  }
}
