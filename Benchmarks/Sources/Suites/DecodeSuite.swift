import PureTokenizers

/// From ids back to text, all at once and token by token; in bytes of text.
struct DecodeSuite: Suite {
  let name = "decode"
  let summary = "ids of documents of 4 KB to text, at once and through a stream, in bytes of text"

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let tokenizer = try subject.load()
    let texts = try subject.documents(effort)
    let lists = try texts.map { try tokenizer.ids(of: $0, addSpecialTokens: false) }
    let bytes = try lists.reduce(0) { try $0 + tokenizer.decode($1).utf8.count }
    let whole = try Passes.measure(bytes: bytes, least: effort.passes) {
      for ids in lists { _ = try tokenizer.decode(ids) }
    }
    let few = Array(lists.prefix(50))
    let fewBytes = try few.reduce(0) { try $0 + tokenizer.decode($1).utf8.count }
    let streamed = try Passes.measure(bytes: fewBytes, least: effort.passes) {
      for ids in few { try stream(ids, tokenizer) }
    }
    return [
      found(subject, "decode", whole.later, .megabytesPerSecond),
      found(subject, "decode stream", streamed.later, .megabytesPerSecond),
    ]
  }

  private func stream(_ ids: [TokenID], _ tokenizer: Tokenizer) throws {
    var stream = tokenizer.makeDecodeStream()
    for id in ids { _ = try stream.append(id) }
    _ = try stream.finish()
  }
}
