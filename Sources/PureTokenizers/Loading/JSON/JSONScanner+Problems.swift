extension JSONScanner {
  /// An error at the present place.
  func problem(_ problem: String) -> TokenizerError {
    let before = bytes.prefix(index)
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return .malformedJSON(line: line, column: index - lineStart + 1, problem: problem)
  }

  /// A byte that cannot stand at the present place.
  func unexpected(_ byte: UInt8, _ expected: String) -> TokenizerError {
    guard byte > 0x20, byte < 0x7F else {
      return problem("unexpected byte \(byte) (\(expected))")
    }
    return problem("unexpected `\(Character(Unicode.Scalar(byte)))` (\(expected))")
  }

  /// The text ends where something must follow.
  func unexpectedEnd(_ expected: String) -> TokenizerError {
    problem("unexpected end (\(expected))")
  }
}
