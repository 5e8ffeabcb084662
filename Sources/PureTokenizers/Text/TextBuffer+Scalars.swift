/// Edits that look at one scalar after the other.
///
/// What they leave alone is copied in stretches, and a text that they leave alone altogether is
/// not rebuilt.
extension TextBuffer {
  /// Puts another scalar in the place of each, as long as it takes as many bytes; origins stay.
  ///
  /// Answers false, and stops, at the first scalar for which `replacement` is nil or does not fit.
  @inline(__always)
  public mutating func overwriteScalars(_ replacement: (UInt32) -> UInt32?) -> Bool {
    var index = 0
    while index < bytes.count {
      let scalar = bytes.scalar(at: index)
      guard let new = replacement(scalar.value) else { return false }
      if new != scalar.value {
        guard UTF8Scalars.length(scalar: new) == scalar.length else { return false }
        bytes.overwrite(at: index, scalar: new)
      }
      index += scalar.length
    }
    return true
  }

  /// Rewrites the scalars that `isChanged` is true of.
  ///
  /// `body` gets such a scalar and its origin, and appends to `result` what becomes of it.
  @inline(__always)
  public mutating func rewriteScalars(
    where isChanged: (UInt32) -> Bool,
    _ body: (_ scalar: UInt32, _ origin: Origin, _ result: inout TextBuffer) -> Void
  ) {
    guard var index = firstIndex(from: 0, where: isChanged) else { return }
    var result = emptied()
    var copied = 0
    while true {
      result.append(self, range: copied..<index)
      let scalar = bytes.scalar(at: index)
      body(scalar.value, origin(at: index), &result)
      copied = index + scalar.length
      guard let next = firstIndex(from: copied, where: isChanged) else { break }
      index = next
    }
    result.append(self, range: copied..<count)
    self = result
  }

  /// Removes every scalar that `isRemoved` is true of.
  public mutating func removeScalars(where isRemoved: (UInt32) -> Bool) {
    rewriteScalars(where: isRemoved) { _, _, _ in }
  }

  /// Replaces one scalar by another, one to one.
  public mutating func mapScalars(_ replacement: (UInt32) -> UInt32) {
    guard !overwriteScalars(replacement) else { return }
    rewriteScalars(where: { replacement($0) != $0 }) { scalar, origin, result in
      result.append(scalar: replacement(scalar), from: origin)
    }
  }

  @inline(__always)
  private func firstIndex(from start: Int, where isChanged: (UInt32) -> Bool) -> Int? {
    var index = start
    while index < bytes.count {
      let scalar = bytes.scalar(at: index)
      if isChanged(scalar.value) { return index }
      index += scalar.length
    }
    return nil
  }
}
