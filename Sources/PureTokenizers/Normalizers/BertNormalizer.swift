/// What BERT does to text before it is cut: up to four steps, in this order.
///
///     "Héllo\u{0}\t漢", lowercase  →  "hello  漢 "
public struct BertNormalizer: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "BertNormalizer"

  /// Whether controls are dropped and white space of all kinds becomes a space.
  public let cleanText: Bool
  /// Whether Chinese characters get a space on both sides.
  public let handleChineseCharacters: Bool
  /// Whether accents are removed; nil means: when `lowercase` is true.
  public let stripAccents: Bool?
  /// Whether text becomes lowercase.
  public let lowercase: Bool

  /// Takes the steps that are asked for.
  public init(
    cleanText: Bool = true, handleChineseCharacters: Bool = true, stripAccents: Bool? = nil,
    lowercase: Bool = true
  ) {
    self.cleanText = cleanText
    self.handleChineseCharacters = handleChineseCharacters
    self.stripAccents = stripAccents
    self.lowercase = lowercase
  }

  /// Reads `clean_text`, `handle_chinese_chars`, `strip_accents` and `lowercase`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      cleanText: try json.bool("clean_text"),
      handleChineseCharacters: try json.bool("handle_chinese_chars"),
      stripAccents: try json.optionalBool("strip_accents"),
      lowercase: try json.bool("lowercase"))
  }

  /// Writes the four fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("clean_text", cleanText)
    json.field("handle_chinese_chars", handleChineseCharacters)
    json.field("strip_accents", stripAccents)
    json.field("lowercase", lowercase)
  }

  /// Takes the steps on `text`.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    if cleanText || handleChineseCharacters { try text.expectAlignedStart() }
    if cleanText { text.clean(removing: .bertControls, spaces: .whitespace) }
    if handleChineseCharacters { isolateChinese(&text) }
    // Unlike StripAccents, this decomposes first: precomposed letters lose their accents too.
    if stripAccents ?? lowercase { try text.normalize(to: .nfdWithoutAccents) }
    if lowercase { try Lowercase().normalize(&text) }
  }

  private func isolateChinese(_ text: inout TextBuffer) {
    let chinese = ScalarSet.cjk
    text.rewriteScalars(where: { chinese.contains($0) }) { scalar, origin, result in
      result.append(scalar: 0x20, from: origin)
      result.append(scalar: scalar, from: origin)
      result.append(scalar: 0x20, from: origin)
    }
  }
}
