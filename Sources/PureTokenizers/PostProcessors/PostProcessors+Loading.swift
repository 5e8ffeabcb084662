extension BertProcessing: LoadableStage {
  /// `BertProcessing`.
  public static let typeName = "BertProcessing"

  /// Reads the tokens `sep` and `cls`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      separator: try SpecialToken(pair: json.required("sep")),
      classifier: try SpecialToken(pair: json.required("cls")))
  }

  /// Writes the fields in the order in which Hugging Face writes them.
  public func writeFields(to json: inout JSONWriter) {
    json.array("sep") { separator.writePair(to: &$0) }
    json.array("cls") { classifier.writePair(to: &$0) }
  }
}

extension RobertaProcessing: LoadableStage {
  /// `RobertaProcessing`.
  public static let typeName = "RobertaProcessing"

  /// Reads the tokens `sep` and `cls`, and the two options.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      separator: try SpecialToken(pair: json.required("sep")),
      classifier: try SpecialToken(pair: json.required("cls")),
      trimsOffsets: try json.bool("trim_offsets"),
      addsPrefixSpace: try json.bool("add_prefix_space"))
  }

  /// Writes the fields in the order in which Hugging Face writes them.
  public func writeFields(to json: inout JSONWriter) {
    json.array("sep") { separator.writePair(to: &$0) }
    json.array("cls") { classifier.writePair(to: &$0) }
    json.field("trim_offsets", trimsOffsets)
    json.field("add_prefix_space", addsPrefixSpace)
  }
}

extension ByteLevelTrimming: LoadableStage {
  /// `ByteLevel`.
  public static let typeName = "ByteLevel"

  /// Reads the three options.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      addsPrefixSpace: try json.bool("add_prefix_space"),
      trimsOffsets: try json.bool("trim_offsets"),
      usesRegex: try json.bool("use_regex", default: true))
  }

  /// Writes the fields in the order in which Hugging Face writes them.
  public func writeFields(to json: inout JSONWriter) {
    json.field("add_prefix_space", addsPrefixSpace)
    json.field("trim_offsets", trimsOffsets)
    json.field("use_regex", usesRegex)
  }
}

extension PostProcessorSequence: LoadableStage {
  /// `Sequence`.
  public static let typeName = "Sequence"

  /// Reads the members.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    var processors: [any PostProcessor] = []
    for element in try json.array("processors") {
      processors.append(try loader.postProcessor(from: element))
    }
    self.init(processors)
  }

  /// Writes the fields in the order in which Hugging Face writes them.
  public func writeFields(to json: inout JSONWriter) {
    json.array("processors") { json in
      for processor in processors { json.element(stage: processor) }
    }
  }
}

extension SpecialToken {
  /// Reads `["[SEP]", 102]`.
  fileprivate init(pair json: JSON) throws(TokenizerError) {
    let elements = try json.arrayValue()
    guard elements.count == 2 else {
      throw json.invalid("an array of \(elements.count) (a token and its id)")
    }
    self.init(id: try elements[1].tokenIDValue(), text: try elements[0].bytesValue())
  }

  fileprivate func writePair(to json: inout JSONWriter) {
    json.element(text)
    json.element(id)
  }
}
