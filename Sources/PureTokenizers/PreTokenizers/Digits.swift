/// Cuts digits off from what surrounds them; all numbers count: ½, ², Ⅷ and 〇 as well.
///
///     "call 911"  →  "call " "911", or with individual digits "call " "9" "1" "1"
public struct Digits: PreTokenizer {
  /// Whether each digit becomes a piece of its own.
  public let individualDigits: Bool

  /// Cuts off runs of digits, or every digit alone.
  public init(individualDigits: Bool) { self.individualDigits = individualDigits }

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) throws(TokenizerError) {
    try pieces.split(
      at: ScalarSetPattern(.numeric), individualDigits ? .isolated : .contiguous)
  }
}

extension Digits: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Digits"

  /// Reads `individual_digits`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(individualDigits: try json.bool("individual_digits"))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("individual_digits", individualDigits)
  }
}
