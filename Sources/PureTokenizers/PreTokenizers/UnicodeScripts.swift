/// Cuts text where the writing system changes; Japanese counts as one with Chinese.
///
///     "どこで生れ. Yes"  →  "どこで生れ" ". " "Yes"
///
/// Spaces, and scalars without a script, go with what stands before them. Before the first
/// script there is nothing to go with: there they are dropped, as Hugging Face does.
public struct UnicodeScripts: PreTokenizer {
  /// Cuts where the writing system changes.
  public init() {}

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) {
    pieces.replaceUnclaimed { bytes, piece, result in
      var script = Script.any
      var start = piece.lowerBound
      var index = start
      while index < piece.upperBound {
        let scalar = bytes.scalar(at: index)
        let next = Self.script(of: scalar.value)
        if next != .any, next != script {
          if script != .any { result.append(Piece(start..<index)) }
          start = index
          script = next
        }
        index += scalar.length
      }
      if script != .any { result.append(Piece(start..<piece.upperBound)) }
    }
  }

  private static let han = Scripts.named("Han") ?? .any
  private static let kana = ["Hiragana", "Katakana"].map { Scripts.named($0) ?? .any }

  static func script(of scalar: UInt32) -> Script {
    switch scalar {
    case 0x20: return .any
    case 0x30FC: return han  // The prolonged sound mark belongs to no single script.
    default:
      let script = Scripts.script(of: scalar)
      return kana.contains(script) ? han : script
    }
  }
}

extension UnicodeScripts: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "UnicodeScripts"

  /// Reads nothing: the stage has no fields.
  public init(json: JSON, loader: StageLoader) { self.init() }

  /// Writes nothing.
  public func writeFields(to json: inout JSONWriter) {}
}
