/// What is known of tokens besides ids and places.
struct TokenLayout: Hashable, Sendable {
  /// What tokens have in common with their neighbours.
  var stretches = Stretches()
  /// The tokens that show another text than their vocabulary entry.
  var textExceptions = TokenTextExceptions()
  /// The tokens of each input sequence.
  var sequenceRanges = SequenceRanges()
}

/// The layout of every text without a pair that is not cut off: special tokens before and after it,
/// and nothing else that depends on the text but how many tokens it has.
///
///     [CLS] a text [SEP]      before [CLS], after [SEP], one layout for all texts
///
/// A post-processor shows it once, by what it does to a text of one token. Then an `Encoding` needs
/// a reference and a number in the place of four lists, which take longer to make than the tokens of
/// a short text to find.
final class EncodingFrame: Sendable {
  /// Whether the frame is that with special tokens.
  let addsSpecialTokens: Bool
  /// The special tokens before the text.
  let before: [TokenID]
  /// The special tokens after the text.
  let after: [TokenID]
  /// The layout of a text of one token.
  private let layout: TokenLayout

  /// Nil when there are truncation, overflow, or other things that depend on the text.
  init?(_ postProcessor: (any PostProcessor)?, addsSpecialTokens: Bool) {
    guard postProcessor?.frames ?? true else { return nil }
    let assembly = Assembly(
      postProcessor: postProcessor, truncation: nil, addsSpecialTokens: addsSpecialTokens)
    guard let one = assembly.framed(Encoding(sampleOf: 1)),
      let two = assembly.framed(Encoding(sampleOf: 2)),
      let position = one.positionOfSample
    else { return nil }
    self.addsSpecialTokens = addsSpecialTokens
    before = Array(one.ids[..<position])
    after = Array(one.ids[(position + 1)...])
    layout = one.layout
    guard two.ids.count == one.ids.count + 1, two.layout == layout(textCount: 2) else {
      return nil
    }
  }

  /// The layout of a text of `textCount` tokens, at least one.
  func layout(textCount: Int) -> TokenLayout {
    var result = TokenLayout()
    result.stretches.append(layout.stretches, growing: before.count, by: textCount - 1)
    result.textExceptions.append(layout.textExceptions, growing: before.count, by: textCount - 1)
    for element in layout.sequenceRanges.elements {
      result.sequenceRanges.set(
        element.sequence, to: element.range.growing(before.count, by: textCount - 1))
    }
    return result
  }

  /// A layout that says of one token what that of a text of `textCount` tokens says of the token at
  /// `position`, and where.
  func layout(ofToken position: Int, textCount: Int) -> (layout: TokenLayout, position: Int) {
    if position < before.count { return (layout, position) }
    return (layout, max(before.count, position - (textCount - 1)))
  }
}

extension Assembly {
  fileprivate func framed(_ encoding: Encoding) -> Encoding? {
    do throws(TokenizerError) { return try assemble(encoding, nil) } catch { return nil }
  }
}

extension Encoding {
  /// A text of so many tokens, all alike.
  fileprivate init(sampleOf count: Int) {
    self.init(sources: SourceTexts(SourceText([0x61])), tokenTexts: NoTokenTexts.shared)
    ids = Array(repeating: 0, count: count)
    places = Array(repeating: TokenPlace(start: 0, end: 1, word: 0), count: count)
    stretches.append(Stretch(end: 0, source: 0), count: count)
  }

  /// Where the one token of a sample is, if it is there once.
  fileprivate var positionOfSample: Int? {
    let found = ids.indices.filter { stretches.stretch(at: $0)?.source == 0 }
    return found.count == 1 && overflowing.isEmpty ? found[0] : nil
  }
}

extension PostProcessor {
  /// Whether this does the same to every text.
  fileprivate var frames: Bool {
    switch self {
    case let stage as PostProcessorSequence: stage.processors.allSatisfy(\.frames)
    case let stage as ByteLevelTrimming: !stage.trimsOffsets
    case let stage as RobertaProcessing: !stage.trimsOffsets
    default: self is TemplateProcessing || self is BertProcessing
    }
  }
}

extension Range<Int> {
  /// This range where there are `added` more tokens behind the one at `position`.
  fileprivate func growing(_ position: Int, by added: Int) -> Range<Int> {
    let start = lowerBound > position ? lowerBound + added : lowerBound
    return start..<(upperBound > position ? upperBound + added : upperBound)
  }
}

extension Stretches {
  fileprivate mutating func append(_ other: Stretches, growing position: Int, by added: Int) {
    for stretch in other.elements {
      let end = stretch.end > position ? stretch.end + added : stretch.end
      append(stretch, count: end - count)
    }
  }
}

extension TokenTextExceptions {
  fileprivate mutating func append(
    _ other: TokenTextExceptions, growing position: Int, by added: Int
  ) {
    for element in other.elements {
      append(element.range.growing(position, by: added), text: element.text)
    }
  }
}
