/// What a scalar is to the grammars of byte-level tokenizers: a few bits for each scalar, found in
/// two loads.
///
/// The sets are those that the regular expressions of the grammars name, of the same Unicode
/// version, so that a scanner and its expression agree on every scalar.
struct ScalarClasses: Sendable {
  /// `\p{L}`
  static let letter: UInt16 = 1
  /// `\p{N}`
  static let number: UInt16 = 2
  /// `\s`
  static let space: UInt16 = 4
  /// `\p{M}`
  static let mark: UInt16 = 8
  /// `\p{Lu}`, `\p{Lt}`
  static let upper: UInt16 = 16
  /// `\p{Ll}`
  static let lower: UInt16 = 32
  /// `\p{Han}`
  static let han: UInt16 = 64

  /// What the Digits pre-tokenizer takes for a number: `\p{N}` and what is newer.
  static let digit: UInt16 = 128

  /// `\p{P}`, `\p{S}`
  static let sign: UInt16 = 256

  static let shared = ScalarClasses()

  private static let pageBits: UInt32 = 8
  /// Where the page of each 256 scalars begins in `classes`.
  private let pages: [UInt16]
  private let classes: [UInt16]

  private init() {
    var flat = [UInt16](repeating: 0, count: 0x11_0000)
    for (name, bit) in Self.names {
      for range in RegexProperties.shared.set(name).ranges {
        for scalar in range { flat[Int(scalar)] |= bit }
      }
    }
    for range in ScalarSet.numeric.ranges {
      for scalar in range { flat[Int(scalar)] |= Self.digit }
    }
    var pages: [UInt16] = []
    var classes: [UInt16] = []
    var known: [ArraySlice<UInt16>: UInt16] = [:]
    for start in stride(from: 0, to: flat.count, by: 1 << Self.pageBits) {
      let page = flat[start..<start + 1 << Self.pageBits]
      if let index = known[page] {
        pages.append(index)
      } else {
        let index = UInt16(classes.count >> Self.pageBits)
        known[page] = index
        pages.append(index)
        classes += page
      }
    }
    self.pages = pages
    self.classes = classes
  }

  private static let names: [(StaticString, UInt16)] = [
    ("l", letter), ("n", number), ("space", space), ("m", mark), ("lu", upper), ("lt", upper),
    ("ll", lower), ("han", han), ("p", sign), ("s", sign),
  ]

  /// The classes of `scalar`, which must be below U+110000.
  @inline(__always)
  func of(_ scalar: UInt32) -> UInt16 {
    let page = Int(pages[Int(scalar &>> Self.pageBits)])
    return classes[page &<< Int(Self.pageBits) | Int(scalar & 0xFF)]
  }
}
