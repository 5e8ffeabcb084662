/// Turns every scalar into its lowercase form, whatever stands around it.
///
///     "ÉΣİ"  →  "éσi̇"
public struct Lowercase: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "Lowercase"

  /// The stage has no parameters.
  public init() {}
  /// There are no fields to read.
  public init(json: JSON, loader: StageLoader) { self.init() }
  /// There are no fields to write.
  public func writeFields(to json: inout JSONWriter) {}

  /// Turns `text` into lowercase.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    try text.expectAlignedStart()
    guard !lowercaseInPlace(&text) else { return }
    let map = LowercaseMap.shared
    text.rewriteScalars(where: { map.form(of: $0) != nil }) { scalar, origin, result in
      guard let form = map.form(of: scalar) else { return }
      result.append(scalar: form.first, from: origin)
      if form.second != 0 { result.append(scalar: form.second, from: origin) }
    }
  }

  /// Puts each form where its scalar was, and says whether all of them fit; those that came
  /// before one that does not are in place already, which does no harm.
  private func lowercaseInPlace(_ text: inout TextBuffer) -> Bool {
    let map = LowercaseMap.shared
    return text.overwriteScalars { scalar in
      if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
      guard let form = map.form(of: scalar) else { return scalar }
      return form.second == 0 ? form.first : nil
    }
  }
}
