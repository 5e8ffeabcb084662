/// A scalar of a rewritten text and how many scalars of the old text it stands for.
///
/// `change` is Hugging Face's bookkeeping: `0` stands for the next old scalar, `+1` was inserted
/// after the one before, and `-n` stands for the next old scalar and swallows `n` more.
struct ChangedScalar {
  var scalar: UInt32
  var change: Int
}

extension TextBuffer {
  /// Appends what became of the scalars of `old` at `position`, unless it is dropped, and moves
  /// `position` past them.
  ///
  /// Positions are not kept up when origins are not.
  @inline(__always)
  mutating func append(
    _ element: ChangedScalar, isDropped: Bool = false, replacing position: inout Int,
    of old: borrowing TextBuffer
  ) {
    guard tracksOrigins else {
      if !isDropped { append(scalar: element.scalar, from: Origin(start: 0, end: 0)) }
      return
    }
    if !isDropped {
      let isInsertion = element.change > 0 || position >= old.count
      let origin = isInsertion ? old.insertionOrigin(at: position) : old.origin(at: position)
      append(scalar: element.scalar, from: origin)
    }
    guard element.change <= 0 else { return }
    for _ in 0...(-element.change) { position = old.indexAfterScalar(at: position) }
  }

  /// Where the scalar after the one at `index` begins; the end when there is none.
  func indexAfterScalar(at index: Int) -> Int {
    index < count ? Swift.min(index + UTF8Scalars.length(lead: bytes[index]), count) : count
  }
}
