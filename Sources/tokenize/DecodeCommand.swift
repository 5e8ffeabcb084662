import PureTokenizers

/// `tokenize decode`: token ids to text.
enum DecodeCommand: Command {
  static let help = Help.decode

  static func run(_ arguments: Arguments) throws -> Int32 {
    var arguments = arguments
    let skipsSpecialTokens = !arguments.flag("--keep-special-tokens")
    let isLines = arguments.flag("--jsonl")
    let tokenizer = try arguments.tokenizer()
    if isLines {
      try arguments.expectNothing()
      return DecodeLines(tokenizer: tokenizer, skipsSpecialTokens: skipsSpecialTokens).run()
    }
    let ids = try ids(from: arguments.positional())
    print(try tokenizer.decode(ids, skipSpecialTokens: skipsSpecialTokens))
    return 0
  }

  private static func ids(from arguments: [String]) throws -> [TokenID] {
    var texts = arguments
    if texts.isEmpty {
      var input = StandardInputLines()
      texts = [String(decoding: input.remainder(), as: UTF8.self)]
    }
    return try texts.flatMap { $0.split(whereSeparator: { $0.isWhitespace || $0 == "," }) }
      .map { word throws(UsageError) in
        guard let id = TokenID(word) else { throw UsageError("\"\(word)\" is not a token id") }
        return id
      }
  }
}

/// `tokenize decode --jsonl`: a line in, a line out.
private struct DecodeLines {
  let tokenizer: Tokenizer
  let skipsSpecialTokens: Bool

  func run() -> Int32 {
    var input = StandardInputLines()
    var output = StandardOutput()
    var exitCode: Int32 = 0
    while let line = input.next() {
      do {
        output.write(try answer(line))
      } catch {
        output.write(JSONWriter.line(error: error))
        exitCode = 1
      }
      if !input.hasBufferedLine { output.flush() }
    }
    output.flush()
    return exitCode
  }

  private func answer(_ line: [UInt8]) throws(TokenizerError) -> [UInt8] {
    let json = try JSON(line)
    if let ids = try? json.arrayValue() {
      return try text(of: tokenIDs(ids), skipping: skipsSpecialTokens)
    }
    let ids = try tokenIDs(json.array("ids"))
    let skipping = try json.optionalBool("skip_special_tokens") ?? skipsSpecialTokens
    let isStream = try json.optionalBool("stream") ?? false
    return try isStream ? chunks(ids, skipping: skipping) : text(of: ids, skipping: skipping)
  }

  private func text(of ids: [TokenID], skipping: Bool) throws(TokenizerError) -> [UInt8] {
    let text = try tokenizer.decode(ids, skipSpecialTokens: skipping)
    return JSONWriter.line { $0.field("text", text) }
  }

  private func tokenIDs(_ list: [JSON]) throws(TokenizerError) -> [TokenID] {
    var ids: [TokenID] = []
    for element in list { ids.append(try element.tokenIDValue()) }
    return ids
  }

  private func chunks(_ ids: [TokenID], skipping: Bool) throws(TokenizerError) -> [UInt8] {
    var stream = tokenizer.makeDecodeStream(skipSpecialTokens: skipping)
    var chunks: [String] = []
    for id in ids {
      if let chunk = try stream.append(id) { chunks.append(chunk) }
    }
    return JSONWriter.line { json in
      json.array("text") { for chunk in chunks { $0.element(chunk) } }
    }
  }
}
