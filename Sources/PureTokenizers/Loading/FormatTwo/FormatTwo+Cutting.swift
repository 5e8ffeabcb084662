/// Normalizer and pre-tokenizer, between which 2.0 has moved `Metaspace` and `ByteLevel`.
extension FormatTwo {
  /// The fields of a `MetaspaceNormalizer`.
  struct MetaspaceFields {
    let json: JSON
    let replacement: Unicode.Scalar
    let scheme: Metaspace.PrependScheme
    let dropsWhitespace: Bool

    init(json: JSON) throws(TokenizerError) {
      self.json = json
      replacement = try json.unicodeScalar("replacement")
      scheme = try json.required("prepend").choice()
      dropsWhitespace = try json.bool("drop_whitespace")
    }

    static func isMeant(by json: JSON) throws(TokenizerError) -> Bool {
      try json.string("type") == "MetaspaceNormalizer"
    }
  }

  /// The normalizer without a `MetaspaceNormalizer` at its end, and that one.
  func readNormalizer() throws(TokenizerError) -> ((any Normalizer)?, MetaspaceFields?) {
    guard let json = json.optional("normalizer") else { return (nil, nil) }
    try json.expect(.object)
    if try MetaspaceFields.isMeant(by: json) { return (nil, try MetaspaceFields(json: json)) }
    guard try json.string("type") == NormalizerSequence.typeName else {
      return (try stages.normalizer(from: json), nil)
    }
    var members = try json.array("normalizers")
    var metaspace: MetaspaceFields?
    if let last = members.last, try MetaspaceFields.isMeant(by: last) {
      metaspace = try MetaspaceFields(json: last)
      members.removeLast()
    }
    var normalizers: [any Normalizer] = []
    for member in members { normalizers.append(try stages.normalizer(from: member)) }
    return (
      normalizers.isEmpty && metaspace != nil ? nil : NormalizerSequence(normalizers), metaspace
    )
  }

  /// The pre-tokenizer, with `Metaspace` or `ByteLevel` back in its place.
  func readPreTokenizer(
    _ metaspace: MetaspaceFields?
  ) throws(TokenizerError) -> (any PreTokenizer)? {
    let written = json.optional("pre_tokenizer")
    if let metaspace { return try preTokenizer(metaspace, written) }
    let stage = try written.map { (json) throws(TokenizerError) in
      try stages.preTokenizer(from: json)
    }
    guard try json.optional("model")?.optionalBool("byte_level") == true else { return stage }
    return appendByteLevel(to: stage)
  }

  private func preTokenizer(
    _ metaspace: MetaspaceFields, _ written: JSON?
  ) throws(TokenizerError) -> any PreTokenizer {
    var splits = false
    if let written {
      let stage = try stages.preTokenizer(from: written)
      guard let split = stage as? Split, split.behavior == .mergedWithNext, !split.invert,
        case .literal(let literal) = split.pattern.form, literal == metaspace.replacement.utf8Bytes
      else {
        throw metaspace.json.invalid(
          "a MetaspaceNormalizer with another pre-tokenizer (none, or a Split that is "
            + "MergedWithNext at the replacement)")
      }
      splits = true
    }
    let stage = Metaspace(
      replacement: metaspace.replacement, prependScheme: metaspace.scheme, splits: splits)
    return metaspace.dropsWhitespace ? PreTokenizerSequence([WhitespaceSplit(), stage]) : stage
  }

  /// `ByteLevel` comes last, and takes the place of a cut by its own pattern.
  private func appendByteLevel(to stage: (any PreTokenizer)?) -> any PreTokenizer {
    var members = (stage as? PreTokenizerSequence)?.preTokenizers ?? (stage.map { [$0] } ?? [])
    let usesRegex = members.last.map { isByteLevelSplit($0) } ?? false
    if usesRegex { members.removeLast() }
    let byteLevel = ByteLevel(addPrefixSpace: false, trimOffsets: true, usesRegex: usesRegex)
    return members.isEmpty ? byteLevel : PreTokenizerSequence(members + [byteLevel])
  }

  private func isByteLevelSplit(_ stage: any PreTokenizer) -> Bool {
    guard let split = stage as? Split, split.behavior == .isolated, !split.invert,
      case .regex(let source) = split.pattern.form
    else { return false }
    return source.elementsEqual(ByteLevel.source.utf8)
  }
}
