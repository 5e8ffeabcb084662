/// Cleans text as SentencePiece's NMT rules do: drops controls, turns odd spaces into spaces.
///
///     "a" U+0001 "b" U+200B "c"  →  "ab c"
public struct Nmt: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "Nmt"

  /// The stage has no parameters.
  public init() {}
  /// There are no fields to read.
  public init(json: JSON, loader: StageLoader) { self.init() }
  /// There are no fields to write.
  public func writeFields(to json: inout JSONWriter) {}

  /// Cleans `text`.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    try text.expectAlignedStart()
    text.clean(removing: .nmtRemoved, spaces: .nmtSpaces)
  }
}

extension TextBuffer {
  /// Drops the scalars of one set and turns those of another into spaces.
  mutating func clean(removing removed: ScalarSet, spaces: ScalarSet) {
    let isInPlace = overwriteScalars { scalar in
      removed.contains(scalar) ? nil : spaces.contains(scalar) ? 0x20 : scalar
    }
    guard !isInPlace else { return }
    rewriteScalars(where: { removed.contains($0) || ($0 != 0x20 && spaces.contains($0)) }) {
      scalar, origin, result in
      if !removed.contains(scalar) { result.append(scalar: 0x20, from: origin) }
    }
  }
}
