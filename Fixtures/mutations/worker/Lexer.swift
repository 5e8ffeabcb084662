/// The tokens of JSON text, for changes that leave most of it whole.
struct Lexer {
  enum Kind: Equatable {
    case string, number, literal, opening, closing, comma, colon
  }

  struct Token {
    var kind: Kind
    var range: Range<Int>
    /// For an opening bracket the token that closes it.
    var partner = 0
  }

  private(set) var tokens: [Token] = []
  /// The tokens outside of the vocabulary and the merges, where the stages are.
  private(set) var stages: [Int] = []
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var open: [Int] = []
    var index = 0
    while index < bytes.count {
      let end = tokenEnd(index)
      if let kind = kind(of: bytes[index]) {
        if kind == .closing, let start = open.popLast() { tokens[start].partner = tokens.count }
        if kind == .opening { open.append(tokens.count) }
        tokens.append(Token(kind: kind, range: index..<end))
      }
      index = end
    }
    findStages()
  }

  /// The last token of the value that begins with the token at `index`.
  func valueEnd(_ index: Int) -> Int {
    tokens[index].kind == .opening ? max(tokens[index].partner, index) : index
  }

  private func kind(of byte: UInt8) -> Kind? {
    switch byte {
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "{"), UInt8(ascii: "["): .opening
    case UInt8(ascii: "}"), UInt8(ascii: "]"): .closing
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "-"), 0x30...0x39: .number
    case 0x20, 0x0A, 0x0D, 0x09: nil
    default: .literal
    }
  }

  private func tokenEnd(_ start: Int) -> Int {
    var index = start + 1
    switch kind(of: bytes[start]) {
    case .string:
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      return min(index + 1, bytes.count)
    case .number, .literal:
      let stops: [UInt8] = Array(",:{}[]\" \n\r\t".utf8)
      while index < bytes.count, !stops.contains(bytes[index]) { index += 1 }
      return index
    default: return index
    }
  }

  private mutating func findStages() {
    var index = 0
    while index < tokens.count {
      stages.append(index)
      let text = bytes[tokens[index].range]
      if text.elementsEqual("\"vocab\"".utf8) || text.elementsEqual("\"merges\"".utf8),
        index + 2 < tokens.count
      {
        index = valueEnd(index + 2)
      }
      index += 1
    }
  }
}
