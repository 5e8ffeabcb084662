import GoldenFiles
import PureTokenizers

/// `tokenize encode --jsonl`: a line in, a line out.
struct EncodeLines {
  let tokenizer: Tokenizer
  let options: EncodeOptions
  let unit: OffsetUnit

  /// Answers every line of standard input; the exit code is 1 when any failed.
  func run() -> Int32 {
    var input = StandardInputLines()
    var output = StandardOutput()
    var exitCode: Int32 = 0
    while let line = input.next() {
      do {
        let request = try EncodeRequest(line: line, defaults: options)
        let encoding = try tokenizer.encode(
          request.input, pair: request.pair, options: request.options)
        output.write(JSONWriter.line { $0.fields(of: encoding, unit: unit) })
      } catch {
        output.write(JSONWriter.line(error: error))
        exitCode = 1
      }
      if !input.hasBufferedLine { output.flush() }
    }
    output.flush()
    return exitCode
  }
}

/// What a line asks for: a JSON string, or an object with a text or words.
private struct EncodeRequest {
  var input: EncodeInput
  var pair: EncodeInput?
  var options: EncodeOptions

  init(line: [UInt8], defaults: EncodeOptions) throws(TokenizerError) {
    let json = try JSON(line)
    options = defaults
    if let text = try? json.stringValue() {
      input = .text(text)
      return
    }
    if let words = json.optional("words") {
      input = try Self.words(words)
    } else {
      input = .text(try json.string("text"))
    }
    if let words = json.optional("pair_words") {
      pair = try Self.words(words)
    } else {
      pair = try json.optionalString("pair").map(EncodeInput.text)
    }
    try readOptions(json)
  }

  private static func words(_ json: JSON) throws(TokenizerError) -> EncodeInput {
    var words: [String] = []
    for word in try json.arrayValue() { words.append(try word.stringValue()) }
    return .words(words)
  }

  private mutating func readOptions(_ json: JSON) throws(TokenizerError) {
    if let value = try json.optionalBool("add_special_tokens") { options.addSpecialTokens = value }
    if let value = try json.optionalBool("encode_special_tokens") {
      options.recognizesSpecialTokens = !value
    }
    if let value = json.member("truncation") {
      options.truncation = value.isNull ? .disabled : .to(try Truncation(json: value))
    }
    if let value = json.member("padding") {
      options.padding = value.isNull ? .disabled : .to(try Padding(json: value))
    }
  }
}
