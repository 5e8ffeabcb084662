import PureTokenizers

/// How a text is cut into documents.
enum DocumentCut: String {
  case whole, lines
  case fourKilobytes = "4k"

  /// The documents of `text`.
  func documents(of text: [UInt8]) -> [[UInt8]] {
    switch self {
    case .whole: text.isEmpty ? [] : [text]
    case .lines: text.split(separator: UInt8(ascii: "\n")).map(Array.init)
    case .fourKilobytes: packedLines(text, size: 4096)
    }
  }

  /// Whole lines, newlines included, until a document has `size` bytes or more.
  private func packedLines(_ text: [UInt8], size: Int) -> [[UInt8]] {
    var documents: [[UInt8]] = []
    var start = 0
    for (index, byte) in text.enumerated()
    where byte == UInt8(ascii: "\n") && index + 1 - start >= size {
      documents.append(Array(text[start...index]))
      start = index + 1
    }
    if start < text.count { documents.append(Array(text[start...])) }
    return documents
  }
}

/// The first bytes of a text, cut back to a whole scalar.
func prefix(of text: [UInt8], megabytes: Double) -> [UInt8] {
  var end = min(Int(megabytes * 1e6), text.count)
  while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
  return Array(text[..<end])
}
