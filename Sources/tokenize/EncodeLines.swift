import GoldenFiles
import PureTokenizers

/// `tokenize encode --jsonl`: a line in, a line out.
struct EncodeLines {
  let tokenizer: Tokenizer
  let options: EncodeOptions
  let unit: OffsetUnit
  /// Whether the answers have ids alone, which is the faster call.
  let idsAlone: Bool

  /// Answers every line of standard input; the exit code is 1 when any failed.
  func run() -> Int32 {
    var input = StandardInputLines()
    var output = StandardOutput()
    var exitCode: Int32 = 0
    while let line = input.next() {
      do {
        let request = try EncodeRequest(json: JSON(line), defaults: options)
        output.write(try idsAlone ? ids(request) : encoding(request))
      } catch {
        output.write(JSONWriter.line(error: error))
        exitCode = 1
      }
      if !input.hasBufferedLine { output.flush() }
    }
    output.flush()
    return exitCode
  }

  private func encoding(_ request: EncodeRequest) throws(TokenizerError) -> [UInt8] {
    let encoding = try tokenizer.encode(
      request.input, pair: request.pair, options: request.options)
    return JSONWriter.line { $0.fields(of: encoding, unit: unit) }
  }

  private func ids(_ request: EncodeRequest) throws(TokenizerError) -> [UInt8] {
    var ids: [TokenID] = []
    try tokenizer.appendIDs(
      of: request.input, pair: request.pair, options: request.options, to: &ids)
    return JSONWriter.line { $0.array("ids") { json in for id in ids { json.element(id) } } }
  }
}
