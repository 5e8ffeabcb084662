/// What offsets count.
public enum OffsetUnit: String, Hashable, Sendable, CaseIterable {
  /// Bytes of the text in UTF-8: what this library counts in, and `String.utf8`.
  case utf8
  /// Unicode scalars: what Python's strings and Hugging Face's offsets count.
  case scalars
  /// UTF-16 code units: what NSString, JavaScript and Java count.
  case utf16
}

/// Converts byte positions of one text to other units.
///
/// Goes from each position to the next, so positions that rise together cost one pass over the
/// text; the marks of the text, if it has any, shorten long ways.
struct OffsetConverter {
  private let source: SourceText
  private let unit: OffsetUnit
  private var position = 0
  private var mark = TextMark()

  init(_ source: SourceText, unit: OffsetUnit) {
    self.source = source
    self.unit = unit
  }

  /// Where the scalar that holds the byte at `byte` begins, in the unit; the end of the text for
  /// all positions beyond.
  mutating func position(of byte: Int) -> Int {
    let byte = source.scalarStart(of: byte)
    if unit == .utf8 || source.isASCII { return byte }
    move(to: byte)
    return Int(unit == .scalars ? mark.scalars : mark.utf16)
  }

  private mutating func move(to byte: Int) {
    jumpIfNearer(to: byte)
    if byte >= position {
      mark.advance(over: source.bytes, from: position, to: byte)
    } else {
      mark.retreat(over: source.bytes, from: byte, to: position)
    }
    position = byte
  }

  /// Goes to the mark before `byte` when that is nearer than where we are.
  private mutating func jumpIfNearer(to byte: Int) {
    let nearest = source.marks.isEmpty ? 0 : byte / SourceText.markDistance
    let index = Swift.min(nearest, Swift.max(source.marks.count - 1, 0))
    let start = index * SourceText.markDistance
    guard abs(byte - start) < abs(byte - position) else { return }
    position = start
    mark = source.marks.isEmpty ? TextMark() : source.marks[index]
  }
}
