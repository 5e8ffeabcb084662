/// A vocabulary in tokenizer.json: an object from token to id.
extension Vocabulary {
  /// Reads an object of tokens and ids.
  init(json: JSON) throws(TokenizerError) {
    try json.expect(.object)
    if let section = json.document.sections.vocabulary(json.node) {
      self = section.vocabulary
      return
    }
    let json = json.unfolded
    let document = json.document
    var builder = VocabularyBuilder(reserving: json.count, byteCount: json.count * 8)
    try json.forEachMember { key, value throws(TokenizerError) in
      guard let id = document.tokenID(value) else {
        // Says what is wrong with it.
        _ = try json.value(value, of: key).tokenIDValue()
        throw json.value(value, of: key).invalid("not a token id (an integer from 0 to 4294967295)")
      }
      if key.hasEscapes {
        builder.append(document.decoded(key), id: id)
      } else {
        builder.append(document.bytes[key.range], id: id)
      }
    }
    self = builder.vocabulary()
  }

  /// Writes the field `vocab` in the order of the ids.
  func write(to json: inout JSONWriter) {
    json.object("vocab") { json in
      for entry in entries {
        json.beginField(entry.bytes)
        json.append(entry.id.description)
      }
    }
  }
}
