/// Where the text of a normalizer can be cut.
///
/// `separates(a, b)` says that N(…a b…) is N(…a), followed by what becomes of b… in the middle of
/// a text, whatever stands in place of the dots. A nil is a character that is not known, or the
/// end of the text.
struct NormalizerSeams: Sendable {
  let normalizer: any Normalizer
  let separates: @Sendable (_ left: UInt32?, _ right: UInt32?) -> Bool

  /// What the normalizer makes of a text.
  func normalized(_ text: [UInt8]) throws(TokenizerError) -> [UInt8] {
    var buffer = TextBuffer(original: text, tracksOrigins: false)
    try normalizer.normalize(&buffer)
    return buffer.bytes
  }
}

/// A normalizer that knows where its text can be cut.
protocol SeamedNormalizer: Normalizer {
  /// Nil when it can be cut nowhere for certain.
  var seams: NormalizerSeams? { get }
}

extension SeamedNormalizer {
  /// Seams everywhere: the normalizer looks at characters one by one.
  fileprivate var everywhere: NormalizerSeams {
    NormalizerSeams(normalizer: self) { _, _ in true }
  }
}

extension Lowercase: SeamedNormalizer { var seams: NormalizerSeams? { everywhere } }
extension StripAccents: SeamedNormalizer { var seams: NormalizerSeams? { everywhere } }
extension Nmt: SeamedNormalizer { var seams: NormalizerSeams? { everywhere } }
extension ByteLevelNormalizer: SeamedNormalizer { var seams: NormalizerSeams? { everywhere } }

extension NFC: SeamedNormalizer { var seams: NormalizerSeams? { beforeStable } }
extension NFD: SeamedNormalizer { var seams: NormalizerSeams? { beforeStable } }
extension NFKC: SeamedNormalizer { var seams: NormalizerSeams? { beforeStable } }
extension NFKD: SeamedNormalizer { var seams: NormalizerSeams? { beforeStable } }

extension UnicodeForm {
  /// What stands before a starter that composes with nothing before it is complete.
  fileprivate var beforeStable: NormalizerSeams {
    let unstable = Self.form.unstable
    return NormalizerSeams(normalizer: self) { _, right in
      right.map { !unstable.contains($0) } ?? false
    }
  }
}

extension BertNormalizer: SeamedNormalizer {
  var seams: NormalizerSeams? {
    guard stripAccents ?? lowercase else { return everywhere }
    let unstable = NormalizationForm.nfd.unstable
    let removed = ScalarSet.bertControls
    return NormalizerSeams(normalizer: self) { _, right in
      right.map { !unstable.contains($0) && !removed.contains($0) } ?? false
    }
  }
}

extension Prepend: SeamedNormalizer {
  /// Everywhere but at the beginning.
  var seams: NormalizerSeams? {
    NormalizerSeams(normalizer: self) { left, _ in left != nil }
  }
}

extension Strip: SeamedNormalizer {
  /// Behind what is not stripped, so that no strip of white space reaches across.
  var seams: NormalizerSeams? {
    NormalizerSeams(normalizer: self) { left, _ in
      left.map { !ScalarSet.whitespace.contains($0) } ?? false
    }
  }
}

extension Replace: SeamedNormalizer {
  /// Where no match runs across.
  var seams: NormalizerSeams? {
    guard let matches = PatternSeams(pattern) else { return nil }
    return NormalizerSeams(normalizer: self) { !matches.joins($0, $1) }
  }
}

extension PrecompiledCharsmap: SeamedNormalizer {
  /// Between grapheme clusters, where it takes the two characters alone to tell.
  var seams: NormalizerSeams? {
    NormalizerSeams(normalizer: self) { left, right in
      guard let left, let right else { return false }
      return GraphemeProperties(of: left).surelyBreaks(before: GraphemeProperties(of: right))
    }
  }
}

extension GraphemeProperties {
  /// Whether a cluster ends between this scalar and `next`, whatever stands before.
  fileprivate func surelyBreaks(before next: GraphemeProperties) -> Bool {
    switch (graphemeClass, next.graphemeClass) {
    case (.carriageReturn, .lineFeed): false
    case (.carriageReturn, _), (.lineFeed, _), (.control, _): true
    case (_, .carriageReturn), (_, .lineFeed), (_, .control): true
    case (.prepend, _), (.extend, _), (.joiner, _), (.spacingMark, _): false
    case (_, .other): !isConjunctLinker
    default: false
    }
  }
}
