/// What is known of the text on both sides of a place: how the left side ends, and how the right
/// side begins, wherever the rest of the text comes from.
struct SeamWindow: Sendable {
  /// The end of the text before the place, as UTF-8.
  var left: [UInt8]
  /// The beginning of the text from the place on.
  var right: [UInt8]

  /// The characters beside the place; nil when one of them is not known.
  var edge: (left: UInt32, right: UInt32)? {
    guard !left.isEmpty, !right.isEmpty else { return nil }
    return (left.scalar(before: left.count, notBelow: 0).value, right.scalar(at: 0).value)
  }

  /// The window in what a normalizer makes of the text; nil unless it treats both sides on their
  /// own.
  ///
  /// Only what lies between two places where the normalizer can be cut stays known. What becomes
  /// of it is seen in the middle of a text, because a normalizer may do more at the beginning:
  ///
  ///     "▁" before "abc de"  →  "▁abc", "▁abc de"  →  " de"
  func passed(through stage: NormalizerSeams) -> SeamWindow? {
    guard let edge, stage.separates(edge.left, edge.right),
      let head = firstCut(by: stage), let tail = lastCut(by: stage)
    else { return nil }
    do throws(TokenizerError) {
      let before = head == 0 ? [] : try stage.normalized(Array(left[..<head]))
      let upToPlace = try stage.normalized(left)
      let all = try stage.normalized(left + right[..<tail])
      guard upToPlace.starts(with: before), all.starts(with: upToPlace) else { return nil }
      return SeamWindow(
        left: Array(upToPlace[before.count...]), right: Array(all[upToPlace.count...]))
    } catch {
      return nil
    }
  }

  /// The first place in the left side where the normalizer can be cut.
  private func firstCut(by stage: NormalizerSeams) -> Int? {
    var before: UInt32?
    var place = 0
    while place < left.count {
      let scalar = left.scalar(at: place)
      if stage.separates(before, scalar.value) { return place }
      before = scalar.value
      place += scalar.length
    }
    return nil
  }

  /// The last place in the right side where it can be, not counting the beginning.
  private func lastCut(by stage: NormalizerSeams) -> Int? {
    var after: UInt32?
    var place = right.count
    while place > 0 {
      let scalar = right.scalar(before: place, notBelow: 0)
      if stage.separates(scalar.value, after) { return place }
      after = scalar.value
      place -= scalar.length
    }
    return nil
  }
}
