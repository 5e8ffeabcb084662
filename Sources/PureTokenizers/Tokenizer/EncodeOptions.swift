/// How to encode: what the calls of `Tokenizer` that take single arguments take together.
public struct EncodeOptions: Hashable, Sendable {
  /// Whether the post-processor adds its tokens, such as `[CLS]` and `[SEP]`.
  public var addSpecialTokens: Bool
  /// Whether special tokens that stand in the text are recognised; when not, `<|endoftext|>` in a
  /// user's text stays plain text. (`encode_special_tokens` in Python, the other way round.)
  public var recognizesSpecialTokens: Bool
  /// Where to cut off.
  public var truncation: Setting<Truncation>
  /// What to fill up with.
  public var padding: Setting<Padding>

  /// Python's defaults: special tokens added and recognised, the rest as the file says.
  public init(
    addSpecialTokens: Bool = true, recognizesSpecialTokens: Bool = true,
    truncation: Setting<Truncation> = .fromFile, padding: Setting<Padding> = .fromFile
  ) {
    self.addSpecialTokens = addSpecialTokens
    self.recognizesSpecialTokens = recognizesSpecialTokens
    self.truncation = truncation
    self.padding = padding
  }

  /// A choice that tokenizer.json makes and a call can make differently.
  public enum Setting<Value: Hashable & Sendable>: Hashable, Sendable {
    /// As tokenizer.json says.
    case fromFile
    /// Not at all.
    case disabled
    /// This way.
    case to(Value)

    /// The value in force when the file says `fileValue`.
    func resolved(fileValue: Value?) -> Value? {
      switch self {
      case .fromFile: fileValue
      case .disabled: nil
      case .to(let value): value
      }
    }
  }
}

extension EncodeOptions.Setting where Value == Truncation {
  /// To at most `maxLength` tokens, special tokens included.
  public static func to(
    _ maxLength: Int, stride: Int = 0, strategy: Truncation.Strategy = .longestFirst,
    direction: Truncation.Direction = .right
  ) -> Self {
    .to(Truncation(maxLength: maxLength, stride: stride, strategy: strategy, direction: direction))
  }
}

extension EncodeOptions.Setting where Value == Padding {
  /// To `length` tokens, or to the longest of the batch when nil.
  public static func to(
    length: Int? = nil, direction: Padding.Direction = .right, multiple: Int? = nil,
    id: TokenID = 0, typeID: UInt32 = 0, token: String = "[PAD]"
  ) -> Self {
    .to(
      Padding(
        strategy: length.map { .fixed($0) } ?? .batchLongest, direction: direction,
        multiple: multiple, id: id, typeID: typeID, token: token))
  }
}
