import Foundation
import GoldenFiles
import PureTokenizers

/// `tokenize encode`: text to tokens.
enum EncodeCommand: Command {
  static let help = Help.encode

  static func run(_ arguments: Arguments) throws -> Int32 {
    var arguments = arguments
    let unit = try arguments.choice("--offsets", of: OffsetUnit.self) ?? .utf8
    let options = EncodeOptions(addSpecialTokens: !arguments.flag("--no-special-tokens"))
    if arguments.flag("--jsonl") {
      let idsAlone = arguments.flag("--ids")
      let tokenizer = try arguments.tokenizer()
      try arguments.expectNothing()
      return EncodeLines(tokenizer: tokenizer, options: options, unit: unit, idsAlone: idsAlone)
        .run()
    }
    if arguments.flag("--stream") {
      let tokenizer = try arguments.tokenizer()
      try arguments.expectNothing()
      return try EncodePieces(tokenizer: tokenizer, options: options).run()
    }
    let format = OutputFormat(flagsOf: &arguments)
    let pair = try arguments.value("--pair").map(EncodeInput.text)
    let segments = try arguments.segments()
    let tokenizer = try arguments.tokenizer()
    var texts = try arguments.positional().map(EncodeInput.text)
    if !segments.isEmpty { texts.insert(.segments(segments), at: 0) }
    if texts.isEmpty {
      var input = StandardInputLines()
      texts = [try .utf8(input.remainder())]
    }
    for text in texts {
      let encoding = try tokenizer.encode(text, pair: pair, options: options)
      format.lines(of: encoding, unit: unit).forEach { print($0) }
    }
    return 0
  }
}

extension Arguments {
  /// The values of `--trusted` and `--untrusted`, in order: segments of one text.
  fileprivate mutating func segments() throws(UsageError) -> [TextSegment] {
    try values(of: ["--trusted", "--untrusted"]).map { name, text in
      name == "--trusted" ? .trusted(text) : .untrusted(text)
    }
  }
}

/// How `tokenize encode` shows an encoding.
private enum OutputFormat {
  case ids, tokens, json, table, columns

  init(flagsOf arguments: inout Arguments) {
    let flags = (arguments.flag("--ids"), arguments.flag("--tokens"), arguments.flag("--json"))
    self =
      switch flags {
      case (true, _, _): .ids
      case (_, true, _): .tokens
      case (_, _, true): .json
      default: isatty(STDOUT_FILENO) == 1 ? .table : .columns
      }
  }

  func lines(of encoding: Encoding, unit: OffsetUnit) -> [String] {
    switch self {
    case .ids: [encoding.ids.map { String($0) }.joined(separator: " ")]
    case .tokens: encoding.tokens
    case .json: [json(of: encoding, unit: unit)]
    case .table: TokenTable(width: terminalWidth()).lines(of: encoding)
    case .columns: columns(of: encoding, unit: unit)
    }
  }

  private func json(of encoding: Encoding, unit: OffsetUnit) -> String {
    let line = JSONWriter.line { $0.fields(of: encoding, unit: unit) }
    return String(decoding: line.dropLast(), as: UTF8.self)
  }

  /// A line a token: id, place, token.
  private func columns(of encoding: Encoding, unit: OffsetUnit) -> [String] {
    zip(zip(encoding.ids, encoding.offsets(in: unit)), encoding.tokens).map { pair, token in
      "\(pair.0)\t\(pair.1.lowerBound)-\(pair.1.upperBound)\t\(token)"
    }
  }

  private func terminalWidth() -> Int {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }
}
