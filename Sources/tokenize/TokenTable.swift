import PureTokenizers

/// Shows tokens to a person: coloured side by side, each above its id, in lines that fit.
struct TokenTable {
  let width: Int

  /// The lines that show `encoding`.
  func lines(of encoding: Encoding) -> [String] {
    var lines: [String] = []
    var texts = ""
    var ids = ""
    var used = 0
    for (index, (id, token)) in zip(encoding.ids, encoding.tokens).enumerated() {
      let text = visible(token)
      let cell = max(columns(of: text), String(id).count)
      if used > 0, used + cell + 1 > width {
        lines += [texts, ids, ""]
        (texts, ids, used) = ("", "", 0)
      }
      let padding = String(repeating: " ", count: cell - columns(of: text))
      texts +=
        "\u{1B}[30;48;5;\(Self.colours[index % Self.colours.count])m\(text)\(padding)\u{1B}[0m "
      ids += "\u{1B}[2m\(id)\u{1B}[0m" + String(repeating: " ", count: cell - String(id).count + 1)
      used += cell + 1
    }
    return lines + [texts, ids]
  }

  /// Light backgrounds of the 256-colour table, on which black text is easy to read.
  private static let colours = [153, 158, 223, 183, 217, 193]

  /// Control characters and spaces as signs that can be seen.
  private func visible(_ token: String) -> String {
    String(
      String.UnicodeScalarView(
        token.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x20: "·"
          case 0x0A: "⏎"
          case 0x09: "⇥"
          case 0..<0x20, 0x7F..<0xA0: "\u{FFFD}"
          default: scalar
          }
        }))
  }

  /// How many columns of a terminal the text takes: two for East Asian characters and emoji,
  /// none for what combines.
  private func columns(of text: String) -> Int {
    text.reduce(0) { sum, character in
      guard let scalar = character.unicodeScalars.first else { return sum }
      return sum + (isWide(scalar) ? 2 : 1)
    }
  }

  private func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
