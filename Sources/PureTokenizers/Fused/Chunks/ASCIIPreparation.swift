/// The short way from a chunk of ASCII to the model's pieces: a table instead of stages.
///
/// A chunk that is seen for the first time costs some microseconds in the plain stages, which are
/// made for long texts; on a first pass that is most of the time.
struct ASCIIPreparation: Sendable {
  /// How words are cut into pieces.
  enum Style: Sendable {
    /// Every punctuation mark is a piece.
    case punctuation
    /// A word is a piece, with ▁ in front.
    case marked
  }

  let style: Style
  /// What becomes of each ASCII character; 0 for those that this is not the way for, a space for
  /// those that words end at.
  let table: [UInt8]

  /// Makes `pieces` the pieces of a chunk; false when it is not all ASCII.
  func prepare(_ chunk: UnsafeRawBufferPointer, _ pieces: inout Pieces) -> Bool {
    guard unsafe chunk.allSatisfy({ $0 < 0x80 && table[Int($0)] != 0 }) else { return false }
    pieces.refill { text, elements in
      text.reserveCapacity(chunk.count)
      var start = 0
      for index in chunk.indices {
        let byte = table[Int(unsafe chunk[index])]
        let position = UInt32(truncatingIfNeeded: index)
        let origin = Origin(start: position, end: position &+ 1)
        let isSign = style == .punctuation && Self.isPunctuation(byte)
        if byte == 0x20 || isSign {
          if start < text.count { elements.append(Piece(start..<text.count)) }
          start = text.count
          guard isSign else { continue }
          text.append(byte, from: origin)
          elements.append(Piece(start..<start + 1))
          start += 1
        } else {
          if style == .marked, start == text.count {
            text.append(mark: origin)
          }
          text.append(byte, from: origin)
        }
      }
      if start < text.count { elements.append(Piece(start..<text.count)) }
    }
    return true
  }

  @inline(__always)
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && (byte | 0x20) &- 0x61 >= 26 && byte &- 0x30 >= 10
  }
}
