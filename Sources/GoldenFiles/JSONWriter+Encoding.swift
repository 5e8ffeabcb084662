import PureTokenizers

/// The line that `tokenize encode --jsonl` prints, and that golden files hold a checksum of.
extension JSONWriter {
  /// Writes the fields of an encoding, its offsets in `unit`.
  public mutating func fields(of encoding: Encoding, unit: OffsetUnit) {
    array("ids") { for id in encoding.ids { $0.element(id) } }
    array("type_ids") { for id in encoding.typeIDs { $0.element(id) } }
    array("tokens") { for token in encoding.tokenBytes { $0.element(token) } }
    array("offsets") { for range in encoding.offsets(in: unit) { $0.element(range) } }
    array("word_ids") { for word in encoding.wordIDs { $0.element(word) } }
    array("sequence_ids") { for sequence in encoding.sequenceIDs { $0.element(sequence) } }
    array("special_tokens_mask") { for bit in encoding.specialTokensMask { $0.element(bit) } }
    array("attention_mask") { for bit in encoding.attentionMask { $0.element(bit) } }
    array("overflowing") { json in
      for part in encoding.overflowing {
        json.objectElement { $0.fields(of: part, unit: unit) }
      }
    }
  }

  private mutating func element(_ range: Range<Int>) {
    arrayElement {
      $0.element(range.lowerBound)
      $0.element(range.upperBound)
    }
  }
}
