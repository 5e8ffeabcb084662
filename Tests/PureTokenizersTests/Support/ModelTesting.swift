@testable import PureTokenizers

/// A token as tests write it: `2@0..<3`, followed by `=` when its text is the text it covers.
func tokens(
  _ text: String, _ encoder: inout any PieceEncoder
) throws(TokenizerError) -> [String] {
  let pieces = Pieces(TextBuffer(original: Array(text.utf8), tracksOrigins: false))
  var tokens = TokenBuffer(tracksSpans: true)
  try encoder.encode(pieces, into: &tokens)
  return tokens.ids.indices.map { index in
    let span = tokens.spans[index]
    let mark = tokens.surfaceTokens.contains(index) ? "=" : ""
    return "\(tokens.ids[index])@\(span.start)..<\(span.end)\(mark)"
  }
}

/// The tokens of one text.
func tokens(_ text: String, _ model: any Model) throws(TokenizerError) -> [String] {
  var encoder = model.makeEncoder()
  return try tokens(text, &encoder)
}

/// The ids of one text.
func ids(_ text: String, _ encoder: inout any PieceEncoder) throws(TokenizerError) -> [TokenID] {
  let pieces = Pieces(TextBuffer(original: Array(text.utf8), tracksOrigins: false))
  var tokens = TokenBuffer(tracksSpans: false)
  try encoder.encode(pieces, into: &tokens)
  return tokens.ids
}

/// A text of `count` characters from `alphabet`.
func randomText(
  _ alphabet: [Character], count: Int, using generator: inout SeededGenerator
) -> String {
  String((0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
}

/// Reads a model of a type from JSON text.
func load<Stage: LoadableStage>(
  _ type: Stage.Type, _ json: String
) throws(TokenizerError) -> Stage {
  let document = try JSON(Array("{\"model\":\(json)}".utf8))
  return try Stage(json: document.required("model"), loader: StageLoader())
}

/// What a model is written as, on one line.
func saved(_ stage: any LoadableStage) -> String {
  var json = JSONWriter(style: .compact)
  json.objectElement { json in stage.writeFields(to: &json) }
  return String(decoding: json.bytes, as: UTF8.self)
}

/// The description of the error that `body` throws, or what says that it throws none.
func errorMessage<Value>(_ body: () throws(TokenizerError) -> Value) -> String {
  do throws(TokenizerError) {
    _ = try body()
    return "no error"
  } catch {
    return error.description
  }
}
