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
    var position = 0
    for _ in 0..<removedAtStart { position = indexAfterScalar(at: position) }
    for element in output { result.append(element, replacing: &position, of: self) }
    self = result
  }

  /// Appends what became of the scalars of `old` at `position`, and moves `position` past them.
  ///
  /// Positions are not kept up when origins are not.
  mutating func append(
    _ element: ChangedScalar, replacing position: inout Int, of old: borrowing TextBuffer
  ) {
    guard tracksOrigins else {
      append(scalar: element.scalar, from: Origin(start: 0, end: 0))
      return
    }
    let isInsertion = element.change > 0 || position >= old.count
    let origin = isInsertion ? old.insertionOrigin(at: position) : old.origin(at: position)
    append(scalar: element.scalar, from: origin)
    guard element.change <= 0 else { return }
    for _ in 0...(-element.change) { position = old.indexAfterScalar(at: position) }
  }

  private func indexAfterScalar(at index: Int) -> Int {
    index < count ? Swift.min(index + UTF8Scalars.length(lead: bytes[index]), count) : count
  }
}
