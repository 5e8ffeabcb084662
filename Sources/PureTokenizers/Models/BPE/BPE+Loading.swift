extension BPE: LoadableStage {
  /// `BPE`.
  public static let typeName = "BPE"

  /// Reads options, vocabulary and merges, which may be pairs or lines.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    let options = try BPEOptions(json: json)
    let tokens = try json.required("vocab")
    let vocabulary = try Vocabulary(json: tokens)
    let merges = try json.required("merges")
    let section = json.document.sections.merges(merges.node, of: tokens.node)
    if let section, (options.continuingSubwordPrefix ?? []).isEmpty {
      try self.init(vocabulary: vocabulary, merges: section.merges, options: options)
      return
    }
    var reader = try MergeReader(
      json: merges, vocabulary: vocabulary, prefix: options.continuingSubwordPrefix)
    try self.init(vocabulary: vocabulary, merges: reader.read(), options: options)
  }

  /// Writes the fields in the order in which Hugging Face writes them, merges as pairs.
  public func writeFields(to json: inout JSONWriter) {
    options.write(to: &json)
    vocabulary.write(to: &json)
    json.array("merges") { json in
      for merge in merges.merges {
        json.arrayElement { json in
          json.element(Array(vocabulary.bytes(at: merge.left)))
          json.element(Array(vocabulary.bytes(at: merge.right)))
        }
      }
    }
  }
}

extension BPEOptions {
  fileprivate init(json: JSON) throws(TokenizerError) {
    if let dropout = try json.optionalDouble("dropout") {
      guard (0...1).contains(dropout) else {
        throw try json.required("dropout").invalid("\(dropout) (a number from 0 to 1)")
      }
      self.dropout = Float(dropout)
    }
    unknownToken = try json.optionalBytes("unk_token")
    continuingSubwordPrefix = try json.optionalBytes("continuing_subword_prefix")
    endOfWordSuffix = try json.optionalBytes("end_of_word_suffix")
    fusesUnknown = try json.optionalBool("fuse_unk") ?? false
    fallsBackToBytes = try json.optionalBool("byte_fallback") ?? false
    ignoresMerges = try json.optionalBool("ignore_merges") ?? false
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.field("dropout", dropout)
    json.field("unk_token", unknownToken)
    json.field("continuing_subword_prefix", continuingSubwordPrefix)
    json.field("end_of_word_suffix", endOfWordSuffix)
    json.field("fuse_unk", fusesUnknown)
    json.field("byte_fallback", fallsBackToBytes)
    json.field("ignore_merges", ignoresMerges)
  }
}
