/// Offsets count in the text that a token comes from: the first or the second of a pair, or the
/// token's word when the input came in words. Special tokens and padding have `0..<0`.

extension Encoding {
  /// Where each token stands in the text, in UTF-8 bytes.
  public var offsets: [Range<Int>] { offsets(in: .utf8) }

  /// Where each token stands in the text, in Unicode scalars, exactly as Python reports it.
  public var scalarOffsets: [Range<Int>] { offsets(in: .scalars) }

  /// Where each token stands in the text, in UTF-16 code units, for `NSString` and its like.
  public var utf16Offsets: [Range<Int>] { offsets(in: .utf16) }

  /// Where each token stands in the text, in `unit`.
  public func offsets(in unit: OffsetUnit) -> [Range<Int>] {
    var result: [Range<Int>] = []
    result.reserveCapacity(count)
    var position = 0
    var converter = SourceConverter(sources, unit: unit)
    for stretch in stretches.elements {
      converter.use(stretch.source)
      while position < Swift.min(stretch.end, places.count) {
        result.append(converter.range(of: places[position]))
        position += 1
      }
    }
    return result
  }
}

/// Converts places in the texts of an encoding to ranges in one unit.
struct SourceConverter {
  private let sources: SourceTexts
  private let unit: OffsetUnit
  private var source = Stretch.noSource
  private var length = 0
  // Tokens that stand for one long run all begin and end where it does, so beginnings and ends
  // go through the text each on their own.
  private var starts = OffsetConverter(SourceText([]), unit: .utf8)
  private var ends = OffsetConverter(SourceText([]), unit: .utf8)

  init(_ sources: SourceTexts, unit: OffsetUnit) {
    self.sources = sources
    self.unit = unit
  }

  /// Says that the places to come are in the text at position `source` of the list.
  mutating func use(_ source: UInt32) {
    guard source != self.source else { return }
    self.source = source
    let text = sources[Int(source)]
    length = text.bytes.count
    starts = OffsetConverter(text, unit: unit)
    ends = OffsetConverter(text, unit: unit)
  }

  /// Where `place` stands, in the unit.
  mutating func range(of place: TokenPlace) -> Range<Int> {
    if unit == .scalars, place.isOutside || length == 0 { return place.asNumbers }
    let start = starts.position(of: place.isOutside ? length : Int(place.start))
    // Where only the end leaves the text, Hugging Face's table says two scalars from the start.
    let leavesText = unit == .scalars && Int(place.end) > length
    let end = leavesText ? start + 2 : ends.position(of: Int(place.end))
    return start..<Swift.max(start, end)
  }
}

extension TokenPlace {
  /// The offsets as they are, in whatever unit they were.
  fileprivate var asNumbers: Range<Int> { Int(start)..<Swift.max(Int(start), Int(end)) }
}
