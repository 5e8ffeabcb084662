@testable import PureTokenizers

/// Where words begin, as each grammar finds them: for tests that compare it with the plain stages.
extension ByteLevelGrammar {
  func starts(in text: [UInt8]) -> [Int] {
    switch self {
    case .gpt2(let separatesNumbers):
      Self.starts(GPT2Grammar(separatesNumbers: separatesNumbers), text)
    case .cl100k(let numbers, let marks):
      Self.starts(CL100KGrammar(largestNumberGroup: numbers, marksAreLetters: marks), text)
    case .cased(let grammar): Self.starts(grammar, text)
    case .deepSeek(let grammar): Self.starts(grammar, text)
    case .stages(let stages): Self.starts(stages, text)
    }
  }

  private static func starts(_ cutter: some WordCutter, _ text: [UInt8]) -> [Int] {
    unsafe text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return [] }
      // SAFETY: the text outlives the scanner, and the buffer has the room that `scan` asks for.
      var scanner = unsafe cutter.words(of: base, count: text.count)
      var found: [Int] = []
      var starts = [UInt32](repeating: 0, count: 2048 + 8)
      while !scanner.isAtEnd {
        let count = unsafe starts.withUnsafeMutableBufferPointer { buffer in
          unsafe buffer.baseAddress.map { unsafe scanner.scan(into: $0) } ?? 0
        }
        found += starts[..<count].map(Int.init)
      }
      return found
    }
  }
}

extension PreTokenizer {
  /// Where pieces begin in the text whose bytes are characters in the end.
  func starts(in text: [UInt8]) throws(TokenizerError) -> [Int] {
    var pieces = Pieces(TextBuffer(original: text, tracksOrigins: false))
    try split(&pieces)
    var place = 0
    return pieces.elements.map { piece in
      let characters = pieces.text.bytes[piece.range].filter { $0 & 0xC0 != 0x80 }
      defer { place += characters.count }
      return place
    }
  }
}
