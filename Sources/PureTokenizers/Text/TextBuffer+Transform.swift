/// A scalar of a rewritten text and how many scalars of the old text it stands for.
///
/// `change` is Hugging Face's bookkeeping: `0` stands for the next old scalar, `+1` was inserted
/// after the one before, and `-n` stands for the next old scalar and swallows `n` more.
struct ChangedScalar {
  var scalar: UInt32
  var change: Int
}

extension TextBuffer {
  /// Becomes `output`, with origins found by walking the old text along the changes.
  ///
  /// This is the general form, for edits that reorder or compose; simpler edits have simpler
  /// forms that give the same origins. `removedAtStart` old scalars are skipped first.
  mutating func transform(_ output: [ChangedScalar], removedAtStart: Int = 0) {
    var result = emptied()
    var old = 0
    for _ in 0..<removedAtStart { old = indexAfterScalar(at: old) }
    for element in output {
      let isInsertion = element.change > 0
      let origin =
        isInsertion || old >= count ? insertionOrigin(at: Swift.min(old, count)) : origin(at: old)
      result.append(scalar: element.scalar, from: origin)
      guard !isInsertion else { continue }
      for _ in 0...(-element.change) { old = indexAfterScalar(at: old) }
    }
    self = result
  }

  private func indexAfterScalar(at index: Int) -> Int {
    index < count ? Swift.min(index + UTF8Scalars.length(lead: bytes[index]), count) : count
  }
}
