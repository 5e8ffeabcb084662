/// What can go wrong, and what would be right.
///
/// Everything that a file can get wrong is found while loading; what remains for `encode` and
/// `decode` are texts and options that no answer exists for. A description is one sentence:
/// where, what was wrong, and in parentheses what would be right.
public enum TokenizerError: Error, Hashable, Sendable {
  /// The bytes are not JSON.
  case malformedJSON(line: Int, column: Int, problem: String)
  /// The JSON is not a tokenizer: `path` names the value, for example `model.merges[3]`.
  case invalidFile(path: String, problem: String)
  /// A file could not be read.
  case unreadableFile(path: String, problem: String)
  /// A pattern needed more steps on this text than the limit allows.
  case patternTooExpensive(pattern: String)
  /// A text holds something the model has no token for, and the model names no unknown token.
  case missingUnknownToken(model: String, problem: String)
  /// Truncation cannot be done as asked.
  case invalidTruncation(String)
  /// Padding cannot be done as asked.
  case invalidPadding(String)
  /// A post-processor cannot be applied to what it was given.
  case invalidTemplate(String)
  /// A normalizer cannot be applied to what the one before it made.
  case invalidNormalization(String)
  /// The text, or what a normalizer makes of it, is larger than the limit in UTF-8 bytes.
  case textTooLarge(limit: Int)
  /// The bytes are not UTF-8; `byteOffset` is where the first invalid sequence begins.
  case invalidUTF8(byteOffset: Int)
  /// A text in segments holds a character for which the model has nothing but a special token.
  case specialTokenInText(token: String, byteOffset: Int)
  /// Tokens cannot be turned into text.
  case invalidDecoding(String)
}

extension TokenizerError: CustomStringConvertible {
  /// Where, what was wrong, and what would be right, in one sentence.
  public var description: String {
    switch self {
    case .malformedJSON(let line, let column, let problem):
      "line \(line), column \(column): \(problem)"
    case .invalidFile(let path, let problem): "\(path): \(problem)"
    case .unreadableFile(let path, let problem): "\(path): \(problem)"
    case .patternTooExpensive(let pattern):
      "the pattern \(pattern) needs too many steps on this text (a simpler pattern or a shorter text)"
    case .missingUnknownToken(let model, let problem): "\(model): \(problem)"
    case .invalidTruncation(let problem): "truncation: \(problem)"
    case .invalidPadding(let problem): "padding: \(problem)"
    case .invalidTemplate(let problem): "post-processor: \(problem)"
    case .invalidNormalization(let problem): "normalizer: \(problem)"
    case .textTooLarge(let limit): "the text is too large (at most \(limit) bytes)"
    case .invalidUTF8(let offset): "byte \(offset): not UTF-8"
    case .specialTokenInText(let token, let offset):
      "byte \(offset): the model has only the special token \(token) for this (other text)"
    case .invalidDecoding(let problem): "decoder: \(problem)"
    }
  }
}
