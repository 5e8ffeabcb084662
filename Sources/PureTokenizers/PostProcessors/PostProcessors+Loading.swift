/// How post-processors stand in tokenizer.json.
extension BertProcessing: LoadableStage {
  public static let typeName = "BertProcessing"

  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(separator: try json.specialToken("sep"), classifier: try json.specialToken("cls"))
  }

  public func writeFields(to json: inout JSONWriter) {
    json.field("sep", separator)
    json.field("cls", classifier)
  }
}

extension RobertaProcessing: LoadableStage {
  public static let typeName = "RobertaProcessing"

  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      separator: try json.specialToken("sep"), classifier: try json.specialToken("cls"),
      trimsOffsets: try json.bool("trim_offsets"),
      addsPrefixSpace: try json.bool("add_prefix_space"))
  }

  public func writeFields(to json: inout JSONWriter) {
    json.field("sep", separator)
    json.field("cls", classifier)
    json.field("trim_offsets", trimsOffsets)
    json.field("add_prefix_space", addsPrefixSpace)
  }
}

extension ByteLevelTrimming: LoadableStage {
  public static let typeName = "ByteLevel"

  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      addsPrefixSpace: try json.bool("add_prefix_space"),
      trimsOffsets: try json.bool("trim_offsets"),
      usesRegex: try json.bool("use_regex", default: true))
  }

  public func writeFields(to json: inout JSONWriter) {
    json.field("add_prefix_space", addsPrefixSpace)
    json.field("trim_offsets", trimsOffsets)
    json.field("use_regex", usesRegex)
  }
}

extension PostProcessorSequence: LoadableStage {
  public static let typeName = "Sequence"

  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    var processors: [any PostProcessor] = []
    for element in try json.array("processors") {
      processors.append(try loader.postProcessor(from: element))
    }
    self.init(processors)
  }

  public func writeFields(to json: inout JSONWriter) {
    json.array("processors") { list in
      for processor in processors { list.element(stage: processor) }
    }
  }
}

extension JSON {
  /// A token and its id, written as `["[SEP]", 102]`.
  fileprivate func specialToken(_ key: String) throws(TokenizerError) -> SpecialToken {
    let member = try required(key)
    let parts = try member.arrayValue()
    guard parts.count == 2 else {
      throw member.invalid("\(parts.count) elements (a token and its id, as in [\"[SEP]\", 102])")
    }
    return SpecialToken(id: try parts[1].tokenIDValue(), text: try parts[0].bytesValue())
  }
}

extension JSONWriter {
  fileprivate mutating func field(_ key: String, _ token: SpecialToken) {
    array(key) { list in
      list.element(token.text)
      list.element(token.id)
    }
  }
}
