/// Finds seams: places where a text can be cut so that the tokens of both sides, each tokenized on
/// its own, are the tokens of the whole, however the text goes on.
///
/// A window of some characters on both sides of a place is taken through the stages. Each must
/// treat both sides on their own: added tokens must not touch the place, normalizers must not look
/// across, and then either a pre-tokenizer cuts there or the model cannot merge across. All of that
/// is certain from the characters in the window, so that what comes later can change nothing.
struct SeamPlan: Sendable {
  private let verbatim: AddedTokenSeams
  private let normalizers: [NormalizerSeams]
  private let normalized: AddedTokenSeams
  private let preTokenizers: [PieceSeams]
  /// How the model's pieces can be cut, where `preTokenizers` are all that there are.
  private let merges: MergeSeams?

  /// Nil when no place is certain.
  init?(_ pipeline: Pipeline) {
    let normalizers = NormalizerSequence.members(of: pipeline.normalizer)
    let preTokenizers = PreTokenizerSequence.members(of: pipeline.preTokenizer)
    let knownNormalizers = normalizers.compactMap { ($0 as? any SeamedNormalizer)?.seams }
    var knownPreTokenizers: [PieceSeams] = []
    for stage in preTokenizers {
      guard let seams = (stage as? any SeamedPreTokenizer)?.seams else { break }
      knownPreTokenizers.append(seams)
    }
    guard knownNormalizers.count == normalizers.count, pipeline.model.tokenizesPiecesAlone,
      let verbatim = AddedTokenSeams(pipeline.addedTokens.verbatim),
      let normalized = AddedTokenSeams(pipeline.addedTokens.normalized)
    else { return nil }
    self.verbatim = verbatim
    self.normalizers = knownNormalizers
    self.normalized = normalized
    self.preTokenizers = knownPreTokenizers
    // Byte characters are followed no further than to a cut.
    let leavesPieces =
      knownPreTokenizers.count == preTokenizers.count
      && !preTokenizers.contains { $0 is ByteLevel }
    merges = leavesPieces ? MergeSeams(pipeline.model) : nil
    if knownPreTokenizers.isEmpty, merges == nil { return nil }
  }

  /// The number of characters on each side of a place that it takes to be certain.
  ///
  /// Each normalizer may need one more to know what it makes of the others.
  var reach: Int { normalizers.count + 2 }

  /// False for two characters between which there is no seam, when that is soon told.
  func maySeparate(_ left: UInt32, _ right: UInt32) -> Bool {
    !normalizers.isEmpty || separates(left, right)
  }

  /// The text before the place that is sure to be no part of an added token, when the place is a
  /// seam; nil when it is not.
  func context(of window: SeamWindow) -> [UInt8]? {
    guard let untouched = verbatim.narrowed(window) else { return nil }
    var window = untouched
    for stage in normalizers {
      guard let next = window.passed(through: stage) else { return nil }
      window = next
    }
    guard let edge = normalized.narrowed(window)?.edge, separates(edge.left, edge.right) else {
      return nil
    }
    return untouched.left
  }

  /// Whether pre-tokenizers and model treat both sides of a place between two characters of the
  /// normalized text on their own.
  private func separates(_ left: UInt32, _ right: UInt32) -> Bool {
    var (left, right) = (left, right)
    for stage in preTokenizers {
      guard let seam = stage.seam(left, right) else { return false }
      if seam == .cut { return true }
      left = stage.rewritten(left)
      right = stage.rewritten(right)
    }
    return merges?.separates(left, right) ?? false
  }
}
