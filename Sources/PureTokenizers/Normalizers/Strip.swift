/// Removes white space at the ends of the text.
///
///     "  a b "  →  "a b"
public struct Strip: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "Strip"

  /// Whether the start of the text is stripped.
  public let left: Bool
  /// Whether its end is.
  public let right: Bool

  /// Strips the ends that are asked for.
  public init(left: Bool = true, right: Bool = true) {
    self.left = left
    self.right = right
  }

  /// Reads `strip_left` and `strip_right`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(left: try json.bool("strip_left"), right: try json.bool("strip_right"))
  }

  /// Writes `strip_left` and `strip_right`.
  public func writeFields(to json: inout JSONWriter) {
    json.field("strip_left", left)
    json.field("strip_right", right)
  }

  /// Strips `text`.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    let whitespace = ScalarSet.whitespace
    var start = 0
    var end = text.count
    while left, start < end {
      let scalar = text.bytes.scalar(at: start)
      guard whitespace.contains(scalar.value) else { break }
      start += scalar.length
    }
    while right, end > start {
      let scalar = text.bytes.scalar(before: end, notBelow: start)
      guard whitespace.contains(scalar.value) else { break }
      end -= scalar.length
    }
    guard start > 0 || end < text.count else { return }
    guard text.unalignedCount == 0 else { return try text.trimUnaligned(to: start..<end) }
    text.trim(to: start..<end)
  }
}
