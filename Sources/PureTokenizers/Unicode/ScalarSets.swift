/// The sets of scalars that stages ask about, each of the Unicode version its stage uses.
///
/// The versions differ because Hugging Face's stages stand on different crates.
extension ScalarSet {
  /// White_Space: Strip, WhitespaceSplit, BertPreTokenizer, trimmed offsets.
  static let whitespace = ScalarSet(ranges: SetTables.whitespace)
  /// Nd, Nl and No: the Digits pre-tokenizer.
  static let numeric = ScalarSet(ranges: SetTables.numeric)
  /// What `\w` means in the Whitespace pre-tokenizer and for added tokens that are single words.
  static let word = ScalarSet(ranges: SetTables.word)
  /// The Punctuation pre-tokenizer and BertPreTokenizer.
  static let punctuation = ScalarSet(ranges: SetTables.punctuation)
  /// What BertNormalizer puts spaces around; U+2B820–2B91F is a hole, as in Hugging Face.
  static let cjk = ScalarSet(ranges: SetTables.cjk)
  /// Marks of all three kinds, which StripAccents removes.
  static let marks = ScalarSet(ranges: SetTables.marks)
  /// Nonspacing marks of Unicode 8.0, which BertNormalizer removes.
  static let bertMarks = ScalarSet(ranges: SetTables.bertMarks)
  /// What BertNormalizer removes when it cleans text: controls, U+0000 and U+FFFD.
  static let bertControls = ScalarSet(ranges: SetTables.bertControls)
  /// What Nmt removes.
  static let nmtRemoved = ScalarSet(ranges: SetTables.nmtRemoved)
  /// What Nmt turns into a space.
  static let nmtSpaces = ScalarSet(ranges: SetTables.nmtSpaces)
}
