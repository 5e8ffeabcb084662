extension ASCIIPreparation {
  /// Nil where ASCII is not rewritten character by character, or is cut in other ways.
  init?(of plan: ChunkPlan, _ pipeline: Pipeline) {
    guard plan.rule.cutsInRuns, plan.rule.edges != .ascii,
      let style = Style(PreTokenizerSequence.members(of: pipeline.preTokenizer))
    else { return nil }
    self.style = style
    table = (0..<0x80 as Range<UInt8>).map { byte in
      switch byte {
      case 0x20, 0x0A, 0x09: return 0x20
      case 0x21...0x7E: break
      default: return 0
      }
      // Between letters, because some rules are of what stands at the end.
      let text = plan.normalized([0x61, byte, 0x61], with: pipeline.normalizer)
      guard let text, text.count == 3, text[0] == 0x61, text[2] == 0x61, text[1] > 0x20,
        text[1] < 0x7F, plan.normalized([byte], with: pipeline.normalizer) == [text[1]]
      else { return 0 }
      return text[1]
    }
  }
}

extension ASCIIPreparation.Style {
  fileprivate init?(_ preTokenizers: [any PreTokenizer]) {
    if preTokenizers.count == 1, preTokenizers[0] is BertPreTokenizer {
      self = .punctuation
      return
    }
    guard preTokenizers.count == 2, preTokenizers[0] is WhitespaceSplit,
      let metaspace = preTokenizers[1] as? Metaspace, metaspace.prependScheme == .always,
      metaspace.replacement.utf8Bytes == ChunkPreparation.SpacePrefix.mark
    else { return nil }
    self = .marked
  }
}
