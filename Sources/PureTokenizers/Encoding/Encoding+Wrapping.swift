/// The special tokens before and after an encoding.
struct SpecialFrame {
  var before: [SpecialToken]
  var after: [SpecialToken]

  init(_ before: [SpecialToken], _ after: [SpecialToken]) {
    self.before = before
    self.after = after
  }
}

extension Encoding {
  /// This encoding between special tokens, and its overflow as well; the overflow's own overflow
  /// is lost.
  ///
  /// What is inside counts as text, even the special tokens of a post-processor before.
  func wrapped(in frame: SpecialFrame, sequence: Int, typeID: UInt32) -> Encoding {
    var result = wrappedAlone(in: frame, sequence: sequence, typeID: typeID)
    result.overflowing = overflowing.map {
      $0.wrappedAlone(in: frame, sequence: sequence, typeID: typeID)
    }
    return result
  }

  private func wrappedAlone(in frame: SpecialFrame, sequence: Int, typeID: UInt32) -> Encoding {
    var result = Encoding(sources: sources, tokenTexts: tokenTexts)
    result.reserveCapacity(frame.before.count + count + frame.after.count)
    result.append(special: frame.before, typeID: typeID)
    result.appendTokens(of: countedAsText(), range: 0..<count)
    result.append(special: frame.after, typeID: typeID)
    let first = frame.before.count
    result.sequenceRanges.set(sequence, to: first..<first + count)
    return result
  }

  /// This encoding with no token special and none padding.
  private func countedAsText() -> Encoding {
    var result = self
    result.stretches.change { stretch in
      stretch.isSpecial = false
      stretch.isAttended = true
    }
    return result
  }
}
