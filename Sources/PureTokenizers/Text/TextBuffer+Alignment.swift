/// Texts that begin with something that was put before the original.
extension TextBuffer {
  /// What `unalignedCount` becomes when each of `matches` is replaced by `content`.
  func unalignedCount(after matches: [Range<Int>], _ content: [UInt8]) -> Int {
    var result = unalignedCount
    for match in matches {
      guard match.upperBound <= unalignedCount else {
        return result - Swift.max(0, unalignedCount - match.lowerBound)
      }
      result += content.count - match.count
    }
    return result
  }

  /// Makes the first scalar one that was put before the text.
  mutating func unalignFirstScalar() {
    guard !isEmpty else { return }
    let first = bytes.scalar(at: 0)
    var result = emptied()
    result.append(scalar: first.value, from: insertionOrigin(at: 0))
    result.append(self, range: first.length..<count)
    result.unalignedCount = Swift.max(first.length, unalignedCount)
    self = result
  }

  /// Keeps only the bytes of `range`, in a text that begins with something put before it.
  ///
  /// Hugging Face's library keeps what was put before the text as well, and takes the rest to come
  /// from places that are as much too late; it panics when there are no such places. Pinned by
  /// Fixtures/stages/normalizers.json.
  mutating func trimUnaligned(to range: Range<Int>) throws(TokenizerError) {
    var result = emptied()
    result.append(self, range: 0..<unalignedCount)
    result.unalignedCount = unalignedCount
    var position = unalignedCount
    var index = 0
    while index < range.upperBound {
      let scalar = bytes.scalar(at: index)
      if index >= range.lowerBound {
        guard position < count else { return try expectAlignedStart() }
        result.append(scalar: scalar.value, from: origin(at: position))
      }
      position = indexAfterScalar(at: position)
      index += scalar.length
    }
    self = result
  }

  /// Fails when the text begins with something that was put before it.
  ///
  /// Hugging Face's library panics when such a text is rewritten as a whole: it looks for the
  /// start of the original in it. For example `Replace` of `^`, and then `Lowercase`.
  func expectAlignedStart() throws(TokenizerError) {
    guard unalignedCount > 0 else { return }
    throw .invalidNormalization(
      "the text begins with an insertion and cannot be rewritten as a whole (Prepend, or a"
        + " pattern that does not match the empty start)")
  }
}
