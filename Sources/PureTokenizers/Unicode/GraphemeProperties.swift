/// What a scalar means for grapheme clusters, Unicode 17.0: a class and four properties.
struct GraphemeProperties: Sendable {
  /// The value of Grapheme_Cluster_Break.
  enum Class: UInt16 {
    case other, carriageReturn, lineFeed, control, extend, joiner, regionalIndicator, prepend
    case spacingMark, leadingJamo, vowelJamo, trailingJamo, openSyllable, closedSyllable
  }

  private let bits: UInt16

  /// The properties of `scalar`.
  init(of scalar: UInt32) {
    if Hangul.syllables.contains(scalar) {
      let isOpen = Hangul.decompose(scalar).trailing == nil
      bits = isOpen ? Class.openSyllable.rawValue : Class.closedSyllable.rawValue
    } else {
      bits = Self.map[scalar]
    }
  }

  /// The value of Grapheme_Cluster_Break.
  var graphemeClass: Class { Class(rawValue: bits & 0xF) ?? .other }
  /// Extended_Pictographic.
  var isPictographic: Bool { bits & 0x10 != 0 }
  /// Indic_Conjunct_Break is Consonant.
  var isConjunctConsonant: Bool { bits & 0x20 != 0 }
  /// Indic_Conjunct_Break is Linker.
  var isConjunctLinker: Bool { bits & 0x40 != 0 }
  /// Indic_Conjunct_Break is Extend.
  var isConjunctExtend: Bool { bits & 0x80 != 0 }

  private static let map: ScalarMap = {
    var map = ScalarMap()
    let tables: [(StaticString, UInt16)] = [
      (GraphemeTables.control, Class.control.rawValue),
      (GraphemeTables.extend, Class.extend.rawValue),
      (GraphemeTables.joiner, Class.joiner.rawValue),
      (GraphemeTables.regionalIndicator, Class.regionalIndicator.rawValue),
      (GraphemeTables.prepend, Class.prepend.rawValue),
      (GraphemeTables.spacingMark, Class.spacingMark.rawValue),
      (GraphemeTables.leadingJamo, Class.leadingJamo.rawValue),
      (GraphemeTables.vowelJamo, Class.vowelJamo.rawValue),
      (GraphemeTables.trailingJamo, Class.trailingJamo.rawValue),
      (GraphemeTables.pictographic, 0x10), (GraphemeTables.conjunctConsonant, 0x20),
      (GraphemeTables.conjunctLinker, 0x40), (GraphemeTables.conjunctExtend, 0x80),
    ]
    for (table, value) in tables {
      for range in HexadecimalRanges.parse(table) {
        for scalar in range { map.set(scalar...scalar, to: map[scalar] | value) }
      }
    }
    map.set(0x0D...0x0D, to: Class.carriageReturn.rawValue)
    map.set(0x0A...0x0A, to: Class.lineFeed.rawValue)
    return map
  }()
}
