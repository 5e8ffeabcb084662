/// A normalizer that brings text into one of Unicode's normalization forms.
///
/// The four stages differ in name and form only. Their data is Unicode 9.0's, as in Hugging Face.
protocol UnicodeForm: Normalizer, LoadableStage {
  /// The form that the stage brings text into.
  static var form: NormalizationForm { get }
  init()
}

extension UnicodeForm {
  /// Brings `text` into the form; text that is in it already is left alone.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    try text.normalize(to: Self.form)
  }

  /// There are no fields to read.
  public init(json: JSON, loader: StageLoader) { self.init() }
  /// There are no fields to write.
  public func writeFields(to json: inout JSONWriter) {}
}

extension TextBuffer {
  /// Brings the text into a form; what is in it already is left alone.
  mutating func normalize(
    to form: @autoclosure () -> NormalizationForm
  ) throws(TokenizerError) {
    try expectAlignedStart()
    // ASCII is in every form, and needs none of the data, which take half a millisecond to read.
    guard bytes.reduce(0, |) >= 0x80 else { return }
    var normalizer = FormNormalizer(form())
    normalizer.normalize(&self)
  }
}

/// Canonical decomposition, then composition.
///
///     "e" U+0301  →  "é"
public struct NFC: UnicodeForm {
  /// The `type` in tokenizer.json.
  public static let typeName = "NFC"
  static var form: NormalizationForm { .nfc }
  /// The stage has no parameters.
  public init() {}
}

/// Canonical decomposition.
///
///     "é"  →  "e" U+0301
public struct NFD: UnicodeForm {
  /// The `type` in tokenizer.json.
  public static let typeName = "NFD"
  static var form: NormalizationForm { .nfd }
  /// The stage has no parameters.
  public init() {}
}

/// Compatibility decomposition, then composition.
///
///     "ﬁ①"  →  "fi1"
public struct NFKC: UnicodeForm {
  /// The `type` in tokenizer.json.
  public static let typeName = "NFKC"
  static var form: NormalizationForm { .nfkc }
  /// The stage has no parameters.
  public init() {}
}

/// Compatibility decomposition.
///
///     "ﬁé"  →  "fie" U+0301
public struct NFKD: UnicodeForm {
  /// The `type` in tokenizer.json.
  public static let typeName = "NFKD"
  static var form: NormalizationForm { .nfkd }
  /// The stage has no parameters.
  public init() {}
}
