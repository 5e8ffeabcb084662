import PureTokenizers

/// `tokenize inspect`: what is in a tokenizer.json.
enum InspectCommand: Command {
  static let help = Help.inspect

  static func run(_ arguments: Arguments) throws -> Int32 {
    var arguments = arguments
    let isJSON = arguments.flag("--json")
    let tokenizer = try arguments.tokenizer()
    try arguments.expectNothing()
    print(isJSON ? json(of: tokenizer) : text(of: tokenizer))
    return 0
  }

  private static func json(of tokenizer: Tokenizer) -> String {
    let line = JSONWriter.line { json in
      for (name, stage) in stages(of: tokenizer) { json.field(name, stage: stage) }
      json.object("model") { model in
        model.field("type", typeName(of: tokenizer.pipeline.model))
        model.field("vocabulary_size", tokenizer.pipeline.model.vocabulary.count)
      }
      json.field("vocabulary_size", tokenizer.vocabularySize)
      json.array("added_tokens") { list in
        for entry in tokenizer.addedTokens {
          list.objectElement {
            $0.field("id", entry.id)
            $0.field("content", entry.token.content)
            $0.field("special", entry.token.isSpecial)
          }
        }
      }
      json.field("truncation", tokenizer.truncation?.writeFields)
      json.field("padding", tokenizer.padding?.writeFields)
    }
    return String(decoding: line.dropLast(), as: UTF8.self)
  }

  private static func text(of tokenizer: Tokenizer) -> String {
    var lines = ["model          \(typeName(of: tokenizer.pipeline.model))"]
    lines.append("vocabulary     \(tokenizer.vocabularySize) tokens")
    for (name, stage) in stages(of: tokenizer) {
      lines.append("\(padded(name)) \(stage.map(summary) ?? "-")")
    }
    lines.append("truncation     \(summary(of: tokenizer.truncation?.writeFields))")
    lines.append("padding        \(summary(of: tokenizer.padding?.writeFields))")
    lines.append("added tokens   \(tokenizer.addedTokens.count)")
    for entry in tokenizer.addedTokens.prefix(shownTokens) {
      let content = String(decoding: entry.token.content, as: UTF8.self)
      lines.append("  \(entry.id)\t\(content)\(entry.token.isSpecial ? "\tspecial" : "")")
    }
    if tokenizer.addedTokens.count > shownTokens {
      lines.append(
        "  and \(tokenizer.addedTokens.count - shownTokens) more (--json lists them all)")
    }
    return lines.joined(separator: "\n")
  }

  private static let shownTokens = 20

  private static func stages(of tokenizer: Tokenizer) -> [(name: String, stage: Any?)] {
    let pipeline = tokenizer.pipeline
    return [
      ("normalizer", pipeline.normalizer), ("pre_tokenizer", pipeline.preTokenizer),
      ("post_processor", pipeline.postProcessor), ("decoder", pipeline.decoder),
    ]
  }

  private static func typeName(of stage: Any) -> String {
    (stage as? any LoadableStage).map { type(of: $0).typeName } ?? "\(type(of: stage))"
  }

  /// A stage as the JSON that makes it, cut off when it is long.
  private static func summary(of stage: Any) -> String {
    var json = JSONWriter(style: .compact)
    json.element(stage: stage)
    let text = String(decoding: json.bytes, as: UTF8.self)
    return text.count > 300 ? text.prefix(300) + "…" : text
  }

  private static func summary(of fields: ((inout JSONWriter) -> Void)?) -> String {
    guard let fields else { return "-" }
    return String(decoding: JSONWriter.line(fields).dropLast(), as: UTF8.self)
  }

  private static func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(14 - name.count, 0))
  }
}

extension JSONWriter {
  /// Writes the field `key` with an object of these fields, or `null` when there are none.
  fileprivate mutating func field(_ key: String, _ fields: ((inout JSONWriter) -> Void)?) {
    if let fields { object(key, fields) } else { null(key) }
  }
}
