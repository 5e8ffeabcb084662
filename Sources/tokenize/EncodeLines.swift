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
        let request = try EncodeRequest(json: JSON(line), defaults: options)
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
